package dev.shoal.plugin;

import dev.shoal.inventory.Host;
import dev.shoal.transport.RemoteFiles;
import dev.shoal.transport.TransportException;
import org.apache.logging.log4j.Logger;

import java.time.Duration;

/**
 * The host that a plugin works on, whichever transport leads to it; as text it is the host's name. Used by the thread that {@link Plugin#process} was called
 * on; of no use after it has returned.
 */
public interface HostContext {
    /** Which host. */
    Host host();

    /**
     * Runs a command in the remote user's shell and waits for its end, 10 s at most unless the configuration says otherwise.
     * A non-zero exit status is no failure.
     *
     * @throws TransportException if the host did not answer; let it through, it becomes the host's result
     */
    Reply exec(String command) throws TransportException, InterruptedException;

    /** As {@link #exec(String)} with a limit of its own. */
    Reply exec(String command, Duration limit) throws TransportException, InterruptedException;

    /** The file's bytes; a relative path begins in the user's home. */
    byte[] read(String path) throws TransportException, InterruptedException;

    /** Writes the file under a temporary name and renames it. */
    void write(String path, byte[] bytes) throws TransportException, InterruptedException;

    /** The host's files. They are closed when {@link Plugin#process} has returned. */
    RemoteFiles files() throws TransportException, InterruptedException;

    /** The plugin's own log. */
    Logger log();
}
