package dev.shoal.fleet;

import dev.shoal.inventory.Host;
import dev.shoal.transport.Deadline;
import dev.shoal.transport.SessionTransport;
import dev.shoal.transport.TransportException;

import java.util.Optional;

/** A job's task on one host: one object per host, used by one thread. */
interface HostTask<T> {
    T run(Host host, SessionTransport transport, Deadline start) throws TransportException, InterruptedException;

    /** What had come when {@link #run} threw, or was given up. May be called from another thread. */
    Optional<T> partial();

    /** Makes a blocked {@link #run} return, where interrupting it was not enough. From another thread; does not block long. */
    void abort();
}
