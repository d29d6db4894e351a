package dev.shoal.transport.ssh;

import dev.shoal.inventory.Host;
import dev.shoal.transport.Deadline;
import dev.shoal.transport.Phase;
import dev.shoal.transport.PhaseListener;
import dev.shoal.transport.TransportException;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.common.SSHRuntimeException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * One attempt to open a session. All of the work is done on a virtual thread, so that the caller leaves in time whatever
 * blocks there: a name server, a socket, or one of sshj's locks.
 */
final class Opening {
    /** How long the work may take to end by itself, and with a better reason, once the connection is known to be dead. */
    private static final Duration GRACE = Duration.ofMillis(250);

    /** What the caller is told by the work. */
    private sealed interface Step {
        record Entered(Phase phase) implements Step {}

        enum Mark implements Step {
            DIED,
            ENDED
        }
    }

    private final Host host;
    private final SshParts parts;
    private final Supplier<Config> config;
    private final Deadline deadline;
    private final BlockingQueue<Step> steps = new LinkedBlockingQueue<>();
    private final AtomicBoolean settled = new AtomicBoolean();
    private final FutureTask<SshSession> work = new FutureTask<>(this::work);
    private volatile SshFailures failures;
    private volatile Phase reached = Phase.RESOLVE;
    private volatile @Nullable TunedSocket socket;

    Opening(Host host, SshParts parts, Supplier<Config> config, Deadline deadline) {
        this.host = host;
        this.parts = parts;
        this.config = config;
        this.deadline = deadline;
        this.failures = new SshFailures(
                host.name(), host.port().orElse(22), host.user().orElse("the user"), deadline.remaining());
    }

    /** Does it, telling the listener on the calling thread. */
    SshSession await(PhaseListener listener) throws TransportException, InterruptedException {
        var worker = Thread.ofVirtual().name("ssh-open " + host.name()).start(work);
        try {
            follow(listener);
        } finally {
            if (settled.compareAndSet(false, true)) { // the limit passed, or an interrupt: nobody wants the session now
                abort(worker);
            }
        }
        return result();
    }

    private void follow(PhaseListener listener) throws TransportException, InterruptedException {
        var limit = deadline;
        while (true) {
            var step = steps.poll(limit.remaining().toNanos(), TimeUnit.NANOSECONDS);
            if (step == null) {
                throw new TransportException(failures.opening(
                        reached,
                        deadline.isPassed() ? new TimeoutException() : new IOException("the connection died"),
                        greeting()));
            }
            switch (step) {
                case Step.Entered entered -> listener.entered(entered.phase());
                case Step.Mark mark -> {
                    if (mark == Step.Mark.ENDED) {
                        return;
                    }
                    limit = deadline.earlier(deadline.sameClock(GRACE));
                }
            }
        }
    }

    private SshSession result() throws TransportException, InterruptedException {
        try {
            return work.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TransportException failed) {
                throw failed;
            }
            throw bug(e);
        }
    }

    /** What a task threw that nobody foresaw. */
    static RuntimeException bug(ExecutionException thrown) {
        return thrown.getCause() instanceof RuntimeException bug ? bug : new IllegalStateException(thrown.getCause());
    }

    private SshSession work() throws TransportException, InterruptedException {
        try {
            var session = open();
            if (!settled.compareAndSet(false, true)) {
                session.close();
            }
            return session;
        } finally {
            settled.set(true);
            steps.add(Step.Mark.ENDED);
        }
    }

    private SshSession open() throws TransportException, InterruptedException {
        entered(Phase.RESOLVE);
        UnsupportedWays.refuse(host);
        var destination = parts.resolver().resolve(host);
        failures = SshFailures.to(destination, failures.limit());
        var dialled = new Dialer(destination, failures, this::holds).dial(deadline, this::entered);
        var connection = new SshConnection(config.get(), dialled, () -> entered(Phase.KEX));
        boolean open = false;
        try {
            shakeHands(connection, destination);
            open = true;
            return new SshSession(connection, failures);
        } finally {
            if (!open) {
                connection.end();
            }
        }
    }

    private void shakeHands(SshConnection connection, Destination destination)
            throws TransportException, InterruptedException {
        var check = new HostKeyCheck(parts.hostKeys(), destination, () -> entered(Phase.HOSTKEY));
        try {
            entered(Phase.IDENT);
            connection.setTimeout(SshLimits.millis(deadline));
            connection.getTransport().setTimeoutMs(SshLimits.millis(deadline));
            connection.whenDead(() -> steps.add(Step.Mark.DIED));
            connection.addHostKeyVerifier(check);
            connection.connect(destination.address(), destination.port());
            entered(Phase.AUTH);
            new Login(connection, failures)
                    .as(destination.user(), parts.credentials().methods(destination), deadline);
        } catch (IOException | SSHRuntimeException e) {
            var failure =
                    check.refusal().orElseGet(() -> failures.opening(reached, connection.reasonFor(e), greeting()));
            throw new TransportException(failure, e);
        }
    }

    private Greeting greeting() {
        var held = socket;
        return held == null ? new Greeting() : held.greeting();
    }

    private void entered(Phase phase) {
        reached = phase;
        steps.add(new Step.Entered(phase));
    }

    private void holds(TunedSocket opening) {
        socket = opening;
        if (settled.get()) {
            opening.drop();
        }
    }

    private void abort(Thread worker) throws InterruptedException {
        var held = socket;
        if (held != null) {
            held.drop();
        }
        worker.interrupt();
        worker.join(GRACE);
    }
}
