package dev.shoal.transport;

import dev.shoal.inventory.Host;

import java.util.Collection;

/**
 * A way to reach hosts, one host at a time; {@code fleet} fans out over it. Implementations are safe for use by many threads.
 */
public interface Transport {
    /** Its name in the inventory and in messages, as {@code ssh}. */
    String name();

    /**
     * Called before each run: loads what was named and asks the operator what must be asked, so that neither happens in the
     * middle of a run. A problem that is not found here becomes a host's failure later.
     *
     * @param hosts those of the run that this transport reaches
     * @throws SetupException if something that was named cannot be used; nothing has run then
     */
    default void prepare(Collection<Host> hosts) throws SetupException, InterruptedException {}

    /**
     * Opens a session: connects, checks who the host is, authenticates.
     *
     * @param deadline until when the session must be open; after it the attempt ends with kind {@link Failure.Kind#TIMEOUT}
     * @param listener receives each phase as it begins, on the calling thread
     * @throws TransportException if no session was opened, with the reason; nothing is left open then
     * @throws InterruptedException if the thread is interrupted while waiting; nothing is left open then
     */
    Session open(Host host, Deadline deadline, Receiver listener) throws TransportException, InterruptedException;
}
