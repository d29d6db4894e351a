package dev.shoal.fleet;

import dev.shoal.transport.Receiver;
import dev.shoal.transport.SessionTransport;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** The engine {@code local}: one virtual thread per host, so many at a time as the job's fan-out says. */
public final class FanOut implements Engine {
    private final SessionTransport transport;
    private final LongSupplier nanoTime;
    private final Map<Long, Run<?>> running = new ConcurrentHashMap<>();

    /** The clock counts nanoseconds as {@link System#nanoTime} does. */
    public FanOut(SessionTransport transport, LongSupplier nanoTime) {
        this.transport = transport;
        this.nanoTime = nanoTime;
    }

    @Override
    public <T> Run<T> submit(Job<T> job, RunListener<T> listener) {
        var number = job.number();
        var run = new LocalRun<>(job, listener, receiver -> hostTask(job, receiver), transport, nanoTime);
        running.put(number, run);
        run.start(() -> running.remove(number));
        return run;
    }

    @Override
    public Optional<Run<?>> attach(long run) {
        return Optional.ofNullable(running.get(run));
    }

    @SuppressWarnings("unchecked") // the sealed task tells what T is, which the compiler does not follow
    private static <T> HostTask<T> hostTask(Job<T> job, Receiver receiver) {
        return switch (job.task()) {
            case Task.Exec exec -> (HostTask<T>) new ExecTask(exec.command(), job.options(), receiver);
        };
    }
}
