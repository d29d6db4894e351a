package dev.shoal.fleet;

import java.time.Duration;
import java.util.List;

/** A job on its way. Safe for many threads. */
public interface Run<T> {
    /** The job's number. */
    long number();

    /** The results so far, one per host, in the order of the job; a host without one yet counts as not started. */
    List<HostResult<T>> results();

    /**
     * Stops it: no further host is started, those at work are interrupted. Returns at once; every host has a result within
     * some seconds, whatever its transport does. Cancelling what has ended does nothing.
     */
    void cancel();

    /** Waits that long, and says whether every host has its result by then. */
    boolean await(Duration time) throws InterruptedException;

    /** Waits until every host has its result and the listener was told of each. */
    Ledger<T> await() throws InterruptedException;
}
