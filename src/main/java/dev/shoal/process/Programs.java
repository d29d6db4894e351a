package dev.shoal.process;

import dev.shoal.text.CleanText;
import dev.shoal.text.ProblemsException;
import dev.shoal.text.Utf8;
import dev.shoal.transport.MachineLimit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks programs of this machine that print hosts. Each runs in a session of its own, without a terminal and with an empty
 * standard input; when its time is over, it and what it has started are killed. Safe for many threads.
 */
public final class Programs {
    /** A hundred thousand hosts with variables; what is longer is something else. */
    private static final int MAX_BYTES = 64 << 20;

    private static final int SHOWN = 200;

    private final Duration limit;
    private final int maxBytes;

    /** With a limit for each program. */
    public Programs(Duration limit) {
        this(limit, MAX_BYTES);
    }

    /** The same with another limit for each of its outputs. */
    Programs(Duration limit, int maxBytes) {
        this.limit = limit;
        this.maxBytes = maxBytes;
    }

    /**
     * How a program ended, in time.
     *
     * @param status its exit status, or 128 and the number of the signal that ended it
     * @param out what it printed, as UTF-8, without a byte order mark
     * @param err what it printed on its standard error, as UTF-8
     */
    public record Answer(int status, String out, String err) {
        /** The words for an exit status other than 0, with the first line of its standard error. */
        public String failure() {
            return "exit status " + status
                    + firstLine(err).map(text -> ": " + text).orElse("");
        }
    }

    /**
     * Runs a text in {@code /bin/sh}.
     *
     * @param name what messages call it
     * @param directory where it runs; empty for where Shoal was started
     * @throws ProblemsException where it cannot be started, does not end in time or prints too much
     */
    public Answer sh(String name, String text, Optional<Path> directory)
            throws ProblemsException, InterruptedException {
        return run(name, List.of("/bin/sh", "-c", text), directory, Map.of());
    }

    /**
     * Runs a program.
     *
     * @param name what messages call it
     * @param command the program, looked up in PATH, and its arguments
     * @param directory where it runs; empty for where Shoal was started
     * @param variables of its environment, beside those of this process
     * @throws ProblemsException where it cannot be started, does not end in time or prints too much
     */
    public Answer run(String name, List<String> command, Optional<Path> directory, Map<String, String> variables)
            throws ProblemsException, InterruptedException {
        Launcher.Ended ended;
        try {
            ended = new Launcher(limit, maxBytes).run(command, directory, variables);
        } catch (IOException e) {
            var why = MachineLimit.in(e).map(own -> own.fact()).orElse(String.valueOf(e.getMessage()));
            throw new ProblemsException(name + ": cannot be started: " + why, e);
        }
        if (!ended.inTime()) {
            throw new ProblemsException(name + ": no answer within " + spoken(limit)
                    + ", so it was killed; fix it, or set inventory.timeout");
        }
        if (ended.outEnd() != Launcher.End.READ) {
            throw new ProblemsException(
                    name + ": it printed more than " + (maxBytes >> 10) + " KiB, or its child keeps its output open");
        }
        return new Answer(ended.status(), Utf8.withoutMark(ended.out()), ended.err());
    }

    private static Optional<String> firstLine(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .map(line -> line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...")
                .map(CleanText::line);
    }

    private static String spoken(Duration limit) {
        return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }
}
