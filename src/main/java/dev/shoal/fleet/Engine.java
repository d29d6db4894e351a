package dev.shoal.fleet;

import java.util.Optional;

/** Where jobs are run: on threads of this process, or later by workers elsewhere. Safe for many threads. */
public interface Engine {
    /** Starts the job and returns at once. */
    <T> Run<T> submit(Job<T> job, RunListener<T> listener);

    /** The run of that number, while this engine still knows it. */
    Optional<Run<?>> attach(long run);
}
