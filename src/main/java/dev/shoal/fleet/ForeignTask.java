package dev.shoal.fleet;

import dev.shoal.inventory.Host;
import dev.shoal.transport.Deadline;
import dev.shoal.transport.Failure;
import dev.shoal.transport.Phase;
import dev.shoal.transport.Transport;
import dev.shoal.transport.TransportException;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Foreign code on one host. It runs on a platform thread of its own, while the host's virtual thread waits: the operating
 * system shares the processors out among platform threads, so that code that spins takes its part and no more, and a
 * platform thread that does not end can be left behind.
 *
 * @param <T> what the code answers
 */
public final class ForeignTask<T> implements HostTask<T> {
    /** How long stopped code may take to end, and again after its sessions are closed under it; both within a run's grace. */
    private static final Duration GRACE = Duration.ofMillis(500);

    private final Foreign foreign;
    private final Foreign.Work<T> work;
    private final HostEvents events;

    public ForeignTask(Foreign foreign, Foreign.Work<T> work, HostEvents events) {
        this.foreign = foreign;
        this.work = work;
        this.events = events;
    }

    @Override
    public T run(Host host, Transport transport, Deadline start) throws TransportException, InterruptedException {
        events.entered(Phase.RESOLVE);
        var future = new FutureTask<>(() -> work.run(host, transport, start));
        var name = foreign.name() + " " + host.name();
        var death = new AtomicReference<@Nullable Throwable>();
        var thread = new Thread(new ForeignThreads(name, thrown -> death.compareAndSet(null, thrown)), future, name);
        thread.setDaemon(true);
        thread.start();
        try {
            var value = foreign.limit().isPresent()
                    ? future.get(foreign.limit().get().toNanos(), TimeUnit.NANOSECONDS)
                    : future.get();
            var thrown = death.get();
            if (thrown != null) { // what the code was to do is not done, though it may not have noticed
                throw new ForeignFailure(foreign, host).ofThread(thrown);
            }
            return value;
        } catch (ExecutionException e) {
            throw new ForeignFailure(foreign, host).of(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw new TransportException(tooLate(host, stop(thread)), e);
        } catch (InterruptedException e) {
            if (stop(thread)) {
                throw e;
            }
            throw new TransportException(left(Failure.Kind.CANCELLED, host, "was stopped and does not end"), e);
        }
    }

    private Failure tooLate(Host host, boolean ended) {
        var problem =
                "not done within " + foreign.limit().map(ForeignTask::seconds).orElse("");
        return ended
                ? failure(
                        Failure.Kind.TIMEOUT,
                        host,
                        problem,
                        "It was stopped; what it began on the host may still run there")
                : left(Failure.Kind.TIMEOUT, host, problem + " and does not end");
    }

    private Failure left(Failure.Kind kind, Host host, String problem) {
        var failure =
                failure(kind, host, problem, "It still runs here and takes up a processor or memory until Shoal ends");
        foreign.log().warn("{}", failure.message());
        return failure;
    }

    private Failure failure(Failure.Kind kind, Host host, String problem, String remedy) {
        return new Failure(Phase.RUN, kind, host.name() + ": " + foreign.name() + ": " + problem, remedy);
    }

    /** Interrupts the code, then takes its sessions away, and says whether it has ended. */
    private boolean stop(Thread thread) {
        thread.interrupt();
        try {
            if (thread.join(GRACE)) {
                return true;
            }
            work.end();
            return thread.join(GRACE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !thread.isAlive();
        } finally {
            work.end();
        }
    }

    private static String seconds(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    @Override
    public Optional<T> partial() {
        return Optional.empty();
    }

    @Override
    public void abort() {
        work.end();
    }
}
