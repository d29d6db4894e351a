package dev.shoal;

import dev.shoal.fleet.HostTask;
import dev.shoal.fleet.Job;
import dev.shoal.fleet.Task;
import dev.shoal.plugin.PluginRegistry;
import dev.shoal.transfer.Transfers;
import dev.shoal.transport.Receiver;

/** What tasks do on one host: each is done by the room that knows it. Safe for many threads. */
final class Tasks implements HostTask.Factory {
    private final Transfers transfers = new Transfers();
    private final PluginRegistry plugins;

    Tasks(PluginRegistry plugins) {
        this.plugins = plugins;
    }

    @Override
    @SuppressWarnings("unchecked") // the sealed task decides what T is, which the compiler does not follow
    public <T> HostTask<T> of(Job<T> job, Receiver events) {
        return switch (job.task()) {
            case Task.Collect<T> collect -> (HostTask<T>) plugins.task(collect, job.options(), events);
            case Task.Put put -> (HostTask<T>) transfers.put(job, put, events);
            case Task.Get get -> (HostTask<T>) transfers.get(job, get, events);
            case Task.Exec _, Task.Here<T> _ -> throw new IllegalStateException("the engine itself does " + job.task());
        };
    }
}
