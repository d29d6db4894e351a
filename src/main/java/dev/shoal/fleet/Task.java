package dev.shoal.fleet;

import dev.shoal.inventory.Host;
import dev.shoal.transport.Command;
import dev.shoal.transport.Failure;
import dev.shoal.transport.Receiver;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the operator asked of a nodeset, as a value that could travel to another machine. What it does on one host is its
 * {@link HostTask}.
 *
 * @param <T> what the task returns for one host
 */
public sealed interface Task<T> {
    /**
     * Run a command.
     *
     * @param texts the command's text for each host by its index in the job; empty where all run the same
     */
    record Exec(Command command, List<String> texts) implements Task<Reply> {
        public Exec {
            texts = List.copyOf(texts);
        }

        /** The same on every host. */
        public Exec(Command command) {
            this(command, List.of());
        }

        /** What the host of that index runs. */
        Command command(int index) {
            return texts.isEmpty() ? command : new Command(texts.get(index), command.stdin());
        }
    }

    /**
     * Run a plugin.
     *
     * @param plugin its key
     * @param params the values of its parameters by name: numbers, texts, truth values and durations
     * @param digest SHA-256 of what it was made from, in hex: who runs it elsewhere can tell whether it has the same
     * @param limit how long it may take on one host; empty is without limit
     * @param unreached the hosts that could not be reached a moment ago, and why: they are not tried again
     */
    record Collect<T>(
            String plugin,
            Map<String, Object> params,
            String digest,
            Optional<Duration> limit,
            Map<Host, Failure> unreached)
            implements Task<T> {
        public Collect {
            params = Map.copyOf(params);
            unreached = Map.copyOf(unreached);
        }
    }

    /**
     * Move local files to the host.
     *
     * @param sources local paths, at least one
     * @param destination as typed: a trailing slash means into the directory
     */
    record Put(List<String> sources, String destination) implements Task<Moved> {
        public Put {
            sources = List.copyOf(sources);
        }
    }

    /**
     * Move the host's files here.
     *
     * @param sources paths on the host, at least one
     * @param destination as typed, {@code {host}} included
     */
    record Get(List<String> sources, String destination) implements Task<Moved> {
        public Get {
            sources = List.copyOf(sources);
        }
    }

    /**
     * Something that only this process can do, as a script's closure.
     *
     * @param name what it is called in messages
     * @param work makes what is done on one host
     */
    record Here<T>(String name, Function<Receiver, HostTask<T>> work) implements Task<T> {}
}
