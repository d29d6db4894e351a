package dev.shoal.transport;

import dev.shoal.inventory.Host;

/** A transport that talks to one host at a time, over which {@code fleet} fans out. */
public non-sealed interface SessionTransport extends Transport {
    /**
     * Opens a session: connects, checks who the host is, authenticates.
     *
     * @param deadline until when the session must stand; past it the attempt ends with kind {@link Failure.Kind#TIMEOUT}
     * @param listener told of each phase as it begins, on the calling thread
     * @throws TransportException if there is no session, with the reason; nothing is left open then
     * @throws InterruptedException if the thread is interrupted while waiting; nothing is left open then
     */
    Session open(Host host, Deadline deadline, PhaseListener listener) throws TransportException, InterruptedException;
}
