package dev.shoal.cli;

import dev.shoal.fleet.Run;

import java.util.Optional;

/** Connects the operator's Ctrl-C with the run that is on. Safe for many threads; the monitor guards both fields. */
public final class Interrupts {
    private Optional<Run<?>> current = Optional.empty();
    private Optional<Thread> evaluating = Optional.empty();
    private boolean interrupted;

    /**
     * Stops the run that is on, or else the Groovy that is being evaluated, and every later run at once. Does not wait; says
     * whether there was anything to stop.
     */
    public synchronized boolean interrupt() {
        interrupted = true;
        if (current.isPresent()) {
            current.get().cancel(); // the script that has started it hears of that when the run has ended
        } else {
            evaluating.ifPresent(Thread::interrupt);
        }
        return current.isPresent() || evaluating.isPresent();
    }

    /** Forgets that it was interrupted: the next line is another matter. */
    public synchronized void reset() {
        interrupted = false;
    }

    /** The calling thread waits for an evaluation; interrupting it ends that. */
    synchronized void evaluates() {
        evaluating = Optional.of(Thread.currentThread());
    }

    synchronized void evaluated() {
        evaluating = Optional.empty();
    }

    public synchronized boolean isInterrupted() {
        return interrupted;
    }

    synchronized void begins(Run<?> run) {
        current = Optional.of(run);
        if (interrupted) {
            run.cancel();
        }
    }

    synchronized void ended() {
        current = Optional.empty();
    }
}
