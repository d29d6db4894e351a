package dev.shoal.fleet;

/** Makes the tasks whose work lies in rooms above this one: plugins and files. Safe for many threads. */
@FunctionalInterface
public interface HostTasks {
    /** What the job's task does on one host; for every task but {@link Task.Exec} and {@link Task.Here}. */
    <T> HostTask<T> of(Job<T> job, HostEvents events);

    /** For an engine that only runs commands. */
    static HostTasks none() {
        return new HostTasks() {
            @Override
            public <T> HostTask<T> of(Job<T> job, HostEvents events) {
                throw new IllegalStateException("nobody here does " + job.task());
            }
        };
    }
}
