package dev.shoal.plugin;

import dev.shoal.inventory.Host;
import dev.shoal.transport.RemoteFiles;
import dev.shoal.transport.TransportException;

import java.time.Duration;
import java.util.Map;

/**
 * The host that a plugin reads, independent of how it is reached. It runs commands in the remote user's shell, and reads and
 * writes files; the connection is opened when it is first needed and closed when {@link Plugin#process} returns. As text it is
 * the host's name.
 *
 * <p>Only the thread that {@code process} was called on may use it, and only until {@code process} returns. A failure to reach
 * the host is a {@link TransportException}; let it pass, so that it becomes the host's result.
 */
public interface HostContext {
    /** The host: its name, address, port and variables from the inventory. */
    Host host();

    /**
     * Runs a command in the remote user's shell and waits for its end, for at most 10 s unless the configuration sets another
     * limit. Its exit status must be 0.
     *
     * @throws ReplyException if the exit status is another one; let it pass, or use {@link #tryExec(String, int...)}
     * @throws TransportException if the host did not answer in time or the connection broke; let it pass
     * @throws InterruptedException if the run is cancelled or the plugin's time is over
     */
    default Reply exec(String command) throws TransportException, InterruptedException {
        return tryExec(command, 0);
    }

    /** Runs a command like {@link #exec(String)}, with its own time limit. */
    default Reply exec(String command, Duration limit) throws TransportException, InterruptedException {
        return tryExec(command, limit, 0);
    }

    /**
     * Runs a command like {@link #exec(String)}, with named arguments of Groovy: {@code host.exec('grep x f', okExit: [0, 1])}.
     *
     * @param options {@code okExit}, the expected exit status or a collection of them; {@code limit}, a Duration or a text as
     *     {@code 30s}
     * @throws IllegalArgumentException if an option is unknown, or its value is not valid; nothing was run
     */
    default Reply exec(Map<String, ?> options, String command) throws TransportException, InterruptedException {
        var wanted = ExecOptions.of(options);
        return wanted.limit().isPresent()
                ? tryExec(command, wanted.limit().get(), wanted.okExits())
                : tryExec(command, wanted.okExits());
    }

    /**
     * Runs a command like {@link #exec(String)}, with these exit statuses expected; where none are given, every one is.
     *
     * @throws ReplyException if the exit status is not one of these
     */
    Reply tryExec(String command, int... okExits) throws TransportException, InterruptedException;

    /** Runs a command like {@link #tryExec(String, int...)}, with its own time limit. */
    Reply tryExec(String command, Duration limit, int... okExits) throws TransportException, InterruptedException;

    /** The content of a file, at most 16 MiB. A relative path starts in the user's home. */
    byte[] read(String path) throws TransportException, InterruptedException;

    /**
     * Replaces the content of a file. It is written under a temporary name and renamed, so that readers never see half of it; a
     * symbolic link stays, and the file that it leads to is replaced.
     */
    void write(String path, byte[] bytes) throws TransportException, InterruptedException;

    /**
     * The host's files: to list directories, read attributes and copy large files. Closed when {@link Plugin#process} returns.
     */
    RemoteFiles files() throws TransportException, InterruptedException;

    /**
     * The value of a parameter that the plugin declares in {@link Plugin#params}: what the caller gave, else what the
     * configuration has, else the default.
     *
     * @param <T> the type that the parameter was declared with
     * @throws IllegalArgumentException if the plugin declares no parameter of that name
     */
    @SuppressWarnings("TypeParameterUnusedInFormals") // so that int n = host.param("n") needs no cast
    <T> T param(String name);

    /** The plugin's own log, as {@code plugin.disk.log}. */
    PluginLog log();
}
