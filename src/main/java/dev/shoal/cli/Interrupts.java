package dev.shoal.cli;

import dev.shoal.fleet.Run;

import java.util.Optional;

/** Connects the operator's Ctrl-C with the run that is on. Safe for many threads; the monitor guards both fields. */
public final class Interrupts {
    private Optional<Run<?>> current = Optional.empty();
    private boolean interrupted;

    /** Stops the run that is on, and every later one at once. Does not wait; says whether there was a run. */
    public synchronized boolean interrupt() {
        interrupted = true;
        current.ifPresent(Run::cancel);
        return current.isPresent();
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
