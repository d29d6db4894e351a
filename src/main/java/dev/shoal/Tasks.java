package dev.shoal;

import dev.shoal.fleet.HostEvents;
import dev.shoal.fleet.HostTask;
import dev.shoal.fleet.HostTasks;
import dev.shoal.fleet.Job;
import dev.shoal.fleet.Task;
import dev.shoal.transfer.Transfers;

/** What tasks do on one host, where that is done in a room above the engine. Safe for many threads. */
final class Tasks implements HostTasks {
    private final Transfers transfers = new Transfers();

    @Override
    @SuppressWarnings("unchecked") // the sealed task tells what T is, which the compiler does not follow
    public <T> HostTask<T> of(Job<T> job, HostEvents events) {
        return switch (job.task()) {
            case Task.Put put -> (HostTask<T>) transfers.put(job, put, events);
            case Task.Get get -> (HostTask<T>) transfers.get(job, get, events);
            case Task.Collect<T> _, Task.Exec _, Task.Here<T> _ ->
                throw new IllegalStateException("nobody here does " + job.task());
        };
    }
}
