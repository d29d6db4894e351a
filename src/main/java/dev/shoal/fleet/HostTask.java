package dev.shoal.fleet;

import dev.shoal.inventory.Host;
import dev.shoal.transport.Deadline;
import dev.shoal.transport.Transport;
import dev.shoal.transport.TransportException;

import java.util.Optional;

/** A job's task on one host: one object per host, used by one thread. */
public interface HostTask<T> {
    /**
     * Does it.
     *
     * @param transport where sessions come from; whoever opens one closes it
     * @param start until when the first session must stand and the command be accepted
     * @throws TransportException if it could not be done, which is then the host's result
     */
    T run(Host host, Transport transport, Deadline start) throws TransportException, InterruptedException;

    /** What had come when {@link #run} threw, or was given up. May be called from another thread. */
    Optional<T> partial();

    /** Makes a blocked {@link #run} return, where interrupting it was not enough. From another thread; does not block long. */
    void abort();
}
