package dev.shoal.transfer;

import dev.shoal.fleet.HostTask;
import dev.shoal.fleet.Job;
import dev.shoal.fleet.Moved;
import dev.shoal.fleet.Task;
import dev.shoal.transport.Failure;
import dev.shoal.transport.Phase;
import dev.shoal.transport.Receiver;
import dev.shoal.transport.TransportException;
import org.jspecify.annotations.Nullable;

import java.util.concurrent.locks.ReentrantLock;

/** Makes what {@link Task.Put} and {@link Task.Get} do on one host. Safe for many threads. */
public final class Transfers {
    private final ReentrantLock lock = new ReentrantLock(); // guards planned
    private final TemporaryNames names = new TemporaryNames();
    private @Nullable Planned planned;

    /** What all hosts of a job share: the last job's, since a job asks for its tasks one after the other. */
    private record Planned(Task<Moved> task, TransferTask.Transfer transfer) {}

    /** The files to one host. */
    public HostTask<Moved> put(Job<?> job, Task.Put put, Receiver events) {
        return new TransferTask(
                work(put, () -> new PutTransfer(PutPlans.of(put, job.hosts()), names)),
                job.options().timeout(),
                events);
    }

    /** The files of one host. */
    public HostTask<Moved> get(Job<?> job, Task.Get get, Receiver events) {
        return new TransferTask(
                work(get, () -> new GetTransfer(GetPlan.of(get, job.hosts()), names)),
                job.options().timeout(),
                events);
    }

    /** Plans, which may find that something is wrong here. */
    @FunctionalInterface
    private interface Planning {
        TransferTask.Transfer plan() throws TransferException;
    }

    @SuppressWarnings("ReferenceEquality") // two runs may ask for the same, and each is planned
    private TransferTask.Transfer work(Task<Moved> task, Planning planning) {
        lock.lock();
        try {
            if (planned == null || planned.task() != task) {
                planned = new Planned(task, planning.plan());
            }
            return planned.transfer();
        } catch (TransferException e) {
            return (host, _, _, _) -> {
                throw new TransportException(
                        new Failure(Phase.TRANSFER, Failure.Kind.TRANSFER, host.name() + ": " + e.problem(), ""), e);
            };
        } finally {
            lock.unlock();
        }
    }
}
