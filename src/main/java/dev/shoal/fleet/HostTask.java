package dev.shoal.fleet;

import dev.shoal.inventory.Host;
import dev.shoal.transport.Deadline;
import dev.shoal.transport.Receiver;
import dev.shoal.transport.Transport;
import dev.shoal.transport.TransportException;

import java.util.Optional;

/** A job's task on one host: one object per host, used by one thread. */
public interface HostTask<T> {
    /**
     * Runs the task.
     *
     * @param transport opens sessions; the task closes what it opens
     * @param start until when the first session must stand and the command be accepted
     * @throws TransportException if it could not be done, which is then the host's result
     */
    T run(Host host, Transport transport, Deadline start) throws TransportException, InterruptedException;

    /** What had come when {@link #run} threw, or was given up. May be called from another thread. */
    Optional<T> partial();

    /** Makes a blocked {@link #run} return, where interrupting it was not enough. From another thread; does not block long. */
    void abort();

    /** Makes the tasks that rooms above this one do: plugins and files. Safe for many threads. */
    interface Factory {
        /** The job's task for one host; for every task but {@link Task.Exec} and {@link Task.Here}. */
        <T> HostTask<T> of(Job<T> job, Receiver receiver);
    }
}
