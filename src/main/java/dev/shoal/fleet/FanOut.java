package dev.shoal.fleet;

import dev.shoal.transport.Transport;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** The engine {@code local}: one virtual thread per host, so many at a time as the job's fan-out says. */
public final class FanOut implements Engine {
    private final Transport transport;
    private final HostTasks tasks;
    private final LongSupplier nanoTime;
    private final ReplyMemory memory;
    private final Map<Long, Run<?>> running = new ConcurrentHashMap<>();

    /** The same for replies that this engine has alone, as many as fit into this process. */
    public FanOut(Transport transport, HostTasks tasks, LongSupplier nanoTime) {
        this(transport, tasks, nanoTime, ReplyMemory.temporary());
    }

    /** The clock counts nanoseconds as {@link System#nanoTime} does. */
    public FanOut(Transport transport, HostTasks tasks, LongSupplier nanoTime, ReplyMemory memory) {
        this.memory = memory;
        this.transport = transport;
        this.tasks = tasks;
        this.nanoTime = nanoTime;
    }

    @Override
    public <T> Run<T> submit(Job<T> job, RunListener<T> listener) {
        var number = job.number();
        var originals = new Originals(memory.spool());
        var run = new LocalRun<>(job, listener, turn -> hostTask(job, turn, originals), transport, nanoTime);
        running.put(number, run);
        run.start(() -> running.remove(number));
        return run;
    }

    @Override
    public Optional<Run<?>> attach(long run) {
        return Optional.ofNullable(running.get(run));
    }

    @SuppressWarnings("unchecked") // the sealed task tells what T is, which the compiler does not follow
    private <T> HostTask<T> hostTask(Job<T> job, HostProgress<T> turn, Originals originals) {
        return switch (job.task()) {
            case Task.Exec exec ->
                (HostTask<T>) new ExecTask(exec.command(turn.index()), job.options(), turn, originals);
            case Task.Here<T> here -> here.work().apply(turn);
            case Task.Collect<T> collect ->
                Optional.ofNullable(collect.unreached().get(turn.host()))
                        .<HostTask<T>>map(UnreachedTask::new)
                        .orElseGet(() -> tasks.of(job, turn));
            case Task.Put _, Task.Get _ -> tasks.of(job, turn);
        };
    }
}
