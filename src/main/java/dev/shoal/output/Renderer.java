package dev.shoal.output;

import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.RunListener;
import dev.shoal.terminal.Screen;

import java.util.Optional;

/**
 * Turns one run into text: listens while it runs, and writes the rest when it is over. Made by {@link Format}, one for each
 * run. Never throws for a stream that is gone: see {@link Screen#failure}.
 *
 * @param <T> what the task returns for one host
 */
public interface Renderer<T> extends RunListener<T> {
    /** Time passes while the run is on: what is known may be shown. Called by the thread that will call {@link #finish}. */
    default void tick(Outstanding<T> outstanding) {}

    /** Writes what is left. Called once, when every host has its result; output that comes later is left out. */
    void finish(RunTitle title, Ledger<T> ledger);

    /** The groups of replies as {@link #finish} has shown them; empty if it shows none. */
    default Optional<Shown> shown() {
        return Optional.empty();
    }
}
