package dev.shoal.transport;

import java.time.Duration;

/** One open conversation with one host. Commands may run on it from several threads at once. */
public interface Session extends AutoCloseable {
    /**
     * Runs a command and returns when it has ended and all of its output was handed to the receiver. Both streams are
     * drained always; a receiver that blocks slows the host down.
     *
     * @param limits until when the command must have been accepted, and how long it may run from then on
     * @throws TransportException if the command did not end by itself, with the phase that it reached; the receiver keeps
     *     what it was given. A failure of phase {@link Phase#RUN} may leave the command running.
     * @throws InterruptedException if the thread is interrupted while waiting; the command may go on there
     */
    Ending exec(Command command, Receiver receiver, Limits limits) throws TransportException, InterruptedException;

    /**
     * Opens the way to the host's files.
     *
     * @param deadline until when it must stand
     * @throws TransportException if the host has no such service
     */
    RemoteFiles files(Deadline deadline) throws TransportException, InterruptedException;

    /**
     * Asks the host for a sign of life; true if it replied in time. A session without a reply is of no use any more.
     */
    boolean probe(Duration limit) throws InterruptedException;

    /** Whether another command may be tried on it; turns false for good when the connection is found dead or closed. */
    boolean isOpen();

    /** Ends the session within a second, from any thread; calls blocked in {@link #exec} return. Closing twice is fine. */
    @Override
    void close();
}
