package dev.shoal.fleet;

import dev.shoal.inventory.Host;
import dev.shoal.transport.Failure;
import dev.shoal.transport.MachineLimit;
import dev.shoal.transport.Phase;
import dev.shoal.transport.Receiver;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;

/** One host in a run: the phase it has reached, its task and thread, and what it passes on to the run's listener. */
final class HostProgress<T> implements Receiver {
    private static final String MORE_MEMORY =
            "It may have run there. Try with more memory: SHOAL_OPTS=-Xmx2g; the log may say more";

    private final int index;
    private final Host host;
    private final RunListener<T> listener;
    private final HostResult<T> lost;
    private volatile @Nullable Phase phase;
    private volatile @Nullable Thread thread;
    private volatile @Nullable HostTask<T> task;
    private volatile long since;

    HostProgress(int index, Host host, RunListener<T> listener) {
        this.index = index;
        this.host = host;
        this.listener = listener;
        var problem = host.name() + ": Shoal itself failed, and the reason could not be recorded";
        var failure = new Failure(Phase.RUN, Failure.Kind.SHOAL, problem, MORE_MEMORY);
        this.lost = new HostResult.Failed<>(index, host, Duration.ZERO, failure, Optional.empty());
    }

    /** The result of a host whose own could not be made. Made beforehand, because memory may be lacking then. */
    HostResult<T> lost() {
        return lost;
    }

    int index() {
        return index;
    }

    Host host() {
        return host;
    }

    void register(HostTask<T> hostTask, long now) {
        task = hostTask;
        since = now;
    }

    /** Releases the task and the buffers of its reply. */
    void release() {
        task = null;
    }

    /** When the host was started, on the run's clock; empty before that. */
    Optional<Long> since() {
        return task == null ? Optional.empty() : Optional.of(since);
    }

    void register(Thread runner) {
        thread = runner;
    }

    void interrupt() {
        var runner = thread;
        if (runner != null) {
            runner.interrupt();
        }
    }

    void abort() {
        var running = task;
        if (running != null) {
            running.abort();
        }
    }

    Optional<T> partial() {
        var running = task;
        return running == null ? Optional.empty() : running.partial();
    }

    /** The failure of a host that was stopped; empty when nothing was done for it yet. */
    Optional<Failure> stopped(String why) {
        var reached = phase;
        if (reached == null) {
            return Optional.empty();
        }
        var during =
                switch (reached) {
                    case RUN -> " while the command ran";
                    case TRANSFER -> " while files were moved";
                    default -> " before the command was sent";
                };
        var problem = host.name() + ": " + why + during;
        var remedy = reached.mayRun() ? "It may still run there" : "";
        return Optional.of(new Failure(reached, Failure.Kind.CANCELLED, problem, remedy));
    }

    /** The failure of a host for which something was thrown that is not its fault. */
    Failure broken(Throwable thrown) {
        var reached = phase;
        var where = reached == null ? Phase.RESOLVE : reached;
        var limit = MachineLimit.in(thrown);
        if (limit.isPresent()) {
            return new Failure(
                    where,
                    Failure.Kind.SHOAL,
                    host.name() + ": " + limit.get().fact(),
                    limit.get().remedy());
        }
        return thrown instanceof OutOfMemoryError
                ? new Failure(
                        where,
                        Failure.Kind.SHOAL,
                        host.name() + ": Shoal ran out of memory",
                        where.mayRun()
                                ? MORE_MEMORY
                                : "Nothing ran there. Try with more memory: SHOAL_OPTS=-Xmx2g; the log may say more")
                : new Failure(
                        where,
                        Failure.Kind.SHOAL,
                        host.name() + ": Shoal itself failed: " + thrown,
                        "The log has the whole trace");
    }

    @Override
    public void entered(Phase next) {
        phase = next;
        listener.entered(index, host, next);
    }

    @Override
    public void out(byte[] bytes, int offset, int length) {
        listener.output(index, host, RunListener.Stream.OUT, bytes, offset, length);
    }

    @Override
    public void err(byte[] bytes, int offset, int length) {
        listener.output(index, host, RunListener.Stream.ERR, bytes, offset, length);
    }

    @Override
    public void moved(long bytes) {
        listener.moved(index, host, bytes);
    }
}
