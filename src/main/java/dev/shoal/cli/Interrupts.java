package dev.shoal.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Connects Ctrl-C with what is running: a run, a Groovy evaluation, one inside the other. Safe for many threads; the
 * monitor guards the fields.
 */
public final class Interrupts {
    /** The innermost first. */
    private final Deque<Runnable> cancellers = new ArrayDeque<>();

    private boolean interrupted;
    /** What the process ends with; 0 as long as it goes on. */
    private int ending;

    /** Something that Ctrl-C stops, until this is closed. */
    public interface Stoppable extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Stops the innermost of what is on, and at once all that begins before {@link #reset}; called again, all of it. A script
     * hears of its run's end by the run itself, whose results would be lost if the script were stopped under it. Does not
     * wait; returns whether anything was on.
     */
    public synchronized boolean interrupt() {
        var some = interrupted ? cancellers.size() : 1;
        interrupted = true;
        List.copyOf(cancellers).stream().limit(some).forEach(Runnable::run);
        return !cancellers.isEmpty();
    }

    /** As {@link #interrupt}, but for good, because the process ends with this status. */
    public synchronized boolean end(int status) {
        ending = status;
        return interrupt();
    }

    /** Whether the operator has stopped what is on. */
    public synchronized boolean isInterrupted() {
        return interrupted;
    }

    /** Whether the process ends, so that no further line is wanted. */
    synchronized boolean isEnding() {
        return ending != 0;
    }

    /** The exit status as the operator gets it: that of a run that a signal has stopped is the signal's. */
    synchronized int status(int status) {
        return status == ExitStatus.INTERRUPTED && ending != 0 ? ending : status;
    }

    /** A new line begins, which an earlier Ctrl-C does not concern. */
    public synchronized void reset() {
        interrupted = ending != 0;
    }

    /**
     * From now on Ctrl-C stops this too.
     *
     * @param canceller returns at once; called on any thread, more than once if the operator is impatient, and right here if
     *     what runs is stopped already
     */
    public synchronized Stoppable register(Runnable canceller) {
        cancellers.push(canceller);
        if (interrupted) {
            canceller.run();
        }
        return () -> ended(canceller);
    }

    private synchronized void ended(Runnable canceller) {
        cancellers.remove(canceller);
    }
}
