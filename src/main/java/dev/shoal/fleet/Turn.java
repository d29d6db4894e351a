package dev.shoal.fleet;

import dev.shoal.inventory.Host;
import dev.shoal.transport.Failure;
import dev.shoal.transport.Phase;
import org.jspecify.annotations.Nullable;

import java.util.Optional;

/** One host's turn in a run: the phase it has reached, and the way of its bytes to the run's listener. */
final class Turn<T> implements HostEvents {
    private final int index;
    private final Host host;
    private final RunListener<T> listener;
    private volatile @Nullable Phase phase;
    private volatile @Nullable Thread thread;
    private volatile @Nullable HostTask<T> task;
    private volatile long since;

    Turn(int index, Host host, RunListener<T> listener) {
        this.index = index;
        this.host = host;
        this.listener = listener;
    }

    int index() {
        return index;
    }

    Host host() {
        return host;
    }

    void begins(HostTask<T> hostTask, long now) {
        task = hostTask;
        since = now;
    }

    /** Lets go of the task and of the buffers that it collected its answer in. */
    void ends() {
        task = null;
    }

    /** When the turn came, on the run's clock; empty before that. */
    Optional<Long> since() {
        return task == null ? Optional.empty() : Optional.of(since);
    }

    void runsOn(Thread runner) {
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

    /** The failure of a turn that was stopped; empty when nothing was done for the host yet. */
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
