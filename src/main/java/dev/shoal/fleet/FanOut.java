package dev.shoal.fleet;

import dev.shoal.inventory.Host;
import dev.shoal.transport.Deadline;
import dev.shoal.transport.Failure;
import dev.shoal.transport.Transport;
import dev.shoal.transport.TransportException;

import java.util.Optional;
import java.util.function.LongSupplier;

/** Runs jobs: one virtual thread per host, as many at a time as the job's options allow. Safe for many threads. */
public final class FanOut {
    private final Transport transport;
    private final HostTask.Factory tasks;
    private final LongSupplier nanoTime;
    private final ReplyMemory memory;

    /** The same with a budget of memory for replies that is used by this fan-out alone. */
    public FanOut(Transport transport, HostTask.Factory tasks, LongSupplier nanoTime) {
        this(transport, tasks, nanoTime, ReplyMemory.temporary());
    }

    /** The clock counts nanoseconds as {@link System#nanoTime} does. */
    public FanOut(Transport transport, HostTask.Factory tasks, LongSupplier nanoTime, ReplyMemory memory) {
        this.memory = memory;
        this.transport = transport;
        this.tasks = tasks;
        this.nanoTime = nanoTime;
    }

    /** Starts the job and returns at once. */
    public <T> Run<T> submit(Job<T> job, RunListener<T> listener) {
        var originals = new ExecTask.Originals(memory.spool());
        var run = new Run<>(job, listener, progress -> task(job, progress, originals), transport, nanoTime);
        run.start();
        return run;
    }

    @SuppressWarnings("unchecked") // the sealed task implies what T is, which the compiler does not follow
    private <T> HostTask<T> task(Job<T> job, HostProgress<T> progress, ExecTask.Originals originals) {
        return switch (job.task()) {
            case Task.Exec exec ->
                (HostTask<T>) new ExecTask(exec.command(progress.index()), job.options(), progress, originals);
            case Task.Here<T> here -> here.work().apply(progress);
            case Task.Collect<T> collect ->
                Optional.ofNullable(collect.unreached().get(progress.host()))
                        .<HostTask<T>>map(Unreached::new)
                        .orElseGet(() -> tasks.of(job, progress));
            case Task.Put _, Task.Get _ -> tasks.of(job, progress);
        };
    }

    /** Fails with a failure that is known already. */
    private record Unreached<T>(Failure failure) implements HostTask<T> {
        @Override
        public T run(Host host, Transport transport, Deadline start) throws TransportException {
            throw new TransportException(failure);
        }

        @Override
        public Optional<T> partial() {
            return Optional.empty();
        }

        @Override
        public void abort() {
            // it ends at once
        }
    }
}
