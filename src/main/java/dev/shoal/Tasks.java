package dev.shoal;

import dev.shoal.fleet.HostEvents;
import dev.shoal.fleet.HostTask;
import dev.shoal.fleet.HostTasks;
import dev.shoal.fleet.Job;
import dev.shoal.fleet.Task;
import dev.shoal.plugin.PluginRegistry;

/** Who does what on a host: each task to the room that knows it. */
final class Tasks implements HostTasks {
    private final PluginRegistry plugins;

    Tasks(PluginRegistry plugins) {
        this.plugins = plugins;
    }

    @Override
    @SuppressWarnings("unchecked") // the sealed task tells what T is, which the compiler does not follow
    public <T> HostTask<T> of(Job<T> job, HostEvents events) {
        return switch (job.task()) {
            case Task.Collect<T> collect -> (HostTask<T>) plugins.task(collect, job.options(), events);
            case Task.Put _, Task.Get _ -> throw new IllegalStateException("nobody here does " + job.task());
            case Task.Exec _, Task.Here<T> _ -> throw new IllegalStateException("the engine itself does " + job.task());
        };
    }
}
