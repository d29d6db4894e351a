package dev.shoal.ssh;

import dev.shoal.inventory.Host;
import dev.shoal.ssh.hostkey.HostKeyCheck;
import dev.shoal.ssh.reach.Destination;
import dev.shoal.transport.Deadline;
import dev.shoal.transport.Failure;
import dev.shoal.transport.MachineLimit;
import dev.shoal.transport.Phase;
import dev.shoal.transport.Receiver;
import dev.shoal.transport.TransportException;
import net.schmizz.sshj.common.SSHRuntimeException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One attempt to open a session. All of the work is done on a virtual thread, so that the caller returns in time, even if
 * something blocks: a name server, a socket, or one of sshj's locks.
 */
final class ConnectAttempt {
    private static final Logger LOG = LogManager.getLogger(ConnectAttempt.class);
    /** How long the work may take to end by itself, and with a better reason, once the connection is known to be dead. */
    private static final Duration GRACE = Duration.ofMillis(250);

    /** What the work reports to the caller. */
    private sealed interface Step {
        record Entered(Phase phase) implements Step {}

        enum Mark implements Step {
            DIED,
            AGAIN,
            ENDED
        }
    }

    private final Host host;
    private final SshTransport shared;
    private final Deadline deadline;
    private final WaitState state = new WaitState(System::nanoTime);
    private final BlockingDeque<Step> steps = new LinkedBlockingDeque<>();
    private final AtomicBoolean settled = new AtomicBoolean();
    private final FutureTask<SshSession> work = new FutureTask<>(this::work);
    private volatile SshFailures failures;
    private volatile Phase reached = Phase.RESOLVE;
    private volatile @Nullable SshSocket socket;
    /** Why the tries before this one failed. */
    private volatile @Nullable TransportException refusal;

    private volatile boolean pauses;
    private volatile boolean queues;

    ConnectAttempt(Host host, SshTransport shared, Deadline deadline) {
        this.host = host;
        this.shared = shared;
        this.deadline = deadline;
        this.failures =
                new SshFailures(host.name(), host.port().orElse(22), host.user().orElse("the user"), deadline.length());
    }

    /** Opens the session and calls the listener on the calling thread. */
    SshSession await(Receiver listener) throws TransportException, InterruptedException {
        var worker = Thread.ofVirtual().name("ssh-open " + host.name()).start(work);
        try {
            follow(listener);
        } finally {
            if (settled.compareAndSet(
                    false, true)) { // the limit passed, or an interrupt: the session is not wanted now
                abort(worker);
            }
        }
        return result();
    }

    private void follow(Receiver listener) throws TransportException, InterruptedException {
        var limit = deadline;
        while (true) {
            if (!limit.await(this::hasStep, this::isOwed)) {
                throw tooLate();
            }
            switch (steps.remove()) {
                case Step.Entered entered -> listener.entered(entered.phase());
                case Step.Mark mark -> {
                    switch (mark) {
                        case ENDED -> {
                            return;
                        }
                        case AGAIN -> limit = deadline;
                        case DIED -> limit = deadline.earlier(deadline.sameClock(GRACE));
                    }
                }
            }
        }
    }

    /** Only the thread that follows takes steps out. */
    private boolean hasStep(Duration time) throws InterruptedException {
        var step = steps.pollFirst(time.toNanos(), TimeUnit.NANOSECONDS);
        if (step != null) {
            steps.addFirst(step);
        }
        return step != null;
    }

    /** Whether the time is the host's, or its network's, or that of a server that looks its name up. */
    private boolean isOwed() {
        if (queues) {
            return false;
        }
        var held = socket;
        return held == null || pauses || reached.compareTo(Phase.IDENT) < 0 || held.owes();
    }

    private TransportException tooLate() {
        if (queues) {
            var limit = MachineLimit.files();
            return new TransportException(failures.own(Phase.CONNECT, limit));
        }
        var earlier = refusal;
        if (earlier != null && reached.compareTo(Phase.IDENT) <= 0) {
            return earlier;
        }
        if (deadline.putOff().compareTo(failures.limit()) > 0) {
            return new TransportException(failures.busy(reached, deadline.putOff()));
        }
        var why = deadline.isPassed() ? new TimeoutException() : new IOException("the connection died");
        return new TransportException(failures.opening(reached, why, greeting()));
    }

    private SshSession result() throws TransportException, InterruptedException {
        try {
            return work.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TransportException failed) {
                throw failed;
            }
            var limit = MachineLimit.in(e);
            if (limit.isPresent()) {
                throw new TransportException(failures.own(reached, limit.get()), e);
            }
            throw bug(e);
        }
    }

    /** An exception of a task that was not expected. */
    static RuntimeException bug(ExecutionException thrown) {
        return thrown.getCause() instanceof RuntimeException bug ? bug : new IllegalStateException(thrown.getCause());
    }

    private SshSession work() throws TransportException, InterruptedException {
        shared.gate().begins(state);
        try {
            var session = open();
            if (!settled.compareAndSet(false, true)) {
                session.close();
            }
            return session;
        } finally {
            shared.gate().ended(state);
            settled.set(true);
            steps.add(Step.Mark.ENDED);
        }
    }

    private SshSession open() throws TransportException, InterruptedException {
        entered(Phase.RESOLVE);
        var destination = shared.resolver().resolve(host);
        failures = SshFailures.to(destination, failures.limit());
        for (int tries = 1; ; tries++) {
            try {
                return attempt(destination, tries);
            } catch (TransportException e) {
                if (!RetryPolicy.isWorthwhile(e.failure(), tries) || deadline.isPassed()) {
                    throw e;
                }
                pause(e, tries);
            }
        }
    }

    /** The time until the next try is the host's: it did not want us now. */
    private void pause(TransportException e, int tries) throws InterruptedException {
        LOG.debug("{}: try {}: {}", host, tries, e.failure().problem());
        refusal = e;
        pauses = true;
        steps.add(Step.Mark.AGAIN);
        Thread.sleep(RetryPolicy.pause(e.failure(), tries));
        pauses = false;
    }

    private SshSession attempt(Destination destination, int tries) throws TransportException, InterruptedException {
        var settings = shared.config();
        awaitDescriptor();
        boolean open = false;
        try {
            var dialled = dial(destination, RetryPolicy.dial(tries - 1));
            dialled.whenClosed(shared.descriptors()::giveBack);
            open = true;
            return session(new SshConnection(settings, dialled, () -> entered(Phase.KEX)), destination);
        } finally {
            if (!open) {
                shared.descriptors().giveBack();
            }
        }
    }

    /**
     * Opens the TCP connection: looks the name up, then tries its addresses in turn until one answers, each for its share of
     * the time and no longer than {@code longest}.
     */
    private SshSocket dial(Destination destination, Duration longest) throws TransportException {
        var addresses = lookUp(destination.address());
        entered(Phase.CONNECT);
        for (int i = 0; ; i++) {
            var share = deadline.remaining().dividedBy(addresses.length - i);
            var time = share.compareTo(longest) < 0 ? share : longest;
            var opening = newSocket();
            try {
                opening.connect(new InetSocketAddress(addresses[i], destination.port()), time);
                return opening;
            } catch (IOException e) {
                opening.drop();
                if (i == addresses.length - 1) {
                    throw new TransportException(failures.dialling(e), e);
                }
            }
        }
    }

    private InetAddress[] lookUp(String address) throws TransportException {
        try {
            return InetAddress.getAllByName(address);
        } catch (UnknownHostException e) {
            throw new TransportException(failures.unresolved(address), e);
        }
    }

    /** Our own limit, not the host's: the time does not count. */
    private void awaitDescriptor() throws InterruptedException {
        if (!shared.descriptors().take(Duration.ZERO)) {
            queues = true;
            shared.descriptors().take(Duration.ofDays(1)); // until the one who follows gives up and interrupts
            queues = false;
        }
    }

    private SshSession session(SshConnection connection, Destination destination)
            throws TransportException, InterruptedException {
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
        var check = new HostKeyCheck(shared.hostKeys(), destination, () -> entered(Phase.HOSTKEY));
        try {
            entered(Phase.IDENT);
            // sshj's own limits count our own time, too: follow() keeps the limit, from outside
            connection.setTimeout(0);
            connection.getTransport().setTimeoutMs(Integer.MAX_VALUE);
            connection.whenDead(() -> steps.add(Step.Mark.DIED));
            connection.addHostKeyVerifier(check);
            connection.connect(destination.address(), destination.port());
            entered(Phase.AUTH);
            new Login(connection, failures).to(destination, shared.credentials());
        } catch (IOException | SSHRuntimeException e) {
            var failure =
                    check.refusal().orElseGet(() -> failures.opening(reached, connection.reasonFor(e), greeting()));
            var heard = SshFailures.withBanner(failure, reached == Phase.AUTH ? connection.banner() : "");
            throw new TransportException(heard, e);
        }
    }

    private Greeting greeting() {
        var held = socket;
        return held == null ? new Greeting() : held.greeting();
    }

    private void entered(Phase phase) {
        if (reached != phase || phase == Phase.RESOLVE) {
            reached = phase;
            steps.add(new Step.Entered(phase));
        }
    }

    private SshSocket newSocket() {
        var opening = new SshSocket(state, shared.gate());
        socket = opening;
        if (settled.get()) {
            opening.drop();
        }
        return opening;
    }

    private void abort(Thread worker) throws InterruptedException {
        var held = socket;
        if (held != null) {
            held.drop();
        }
        worker.interrupt();
        worker.join(GRACE);
    }

    /**
     * Whether a host that could not be reached is dialled once more. Before the key exchange nothing was sent that counts, so a
     * server that has just too many clients (MaxStartups), or a packet that was lost, costs no more than a pause. A port on which
     * nothing listens is soon believed, because a fleet has such hosts every day and waiting for them all would be slow.
     */
    static final class RetryPolicy {
        private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
        private static final int LONGEST_DOUBLING = 4;
        private static final int REFUSALS = 3;
        /** The kernel repeats a lost SYN after 1, 3, 7 and 15 s; a new connection begins with the short time again. */
        private static final Duration FIRST_DIAL = Duration.ofSeconds(3);

        private RetryPolicy() {}

        /** Whether it is, after so many tries. */
        static boolean isWorthwhile(Failure failure, int tries) {
            return switch (failure.kind()) {
                case TIMEOUT -> failure.phase() == Phase.CONNECT;
                case REFUSED -> tries <= REFUSALS;
                case LOST -> failure.phase() == Phase.CONNECT || failure.phase() == Phase.IDENT;
                default -> false;
            };
        }

        /** How long to wait before it: twice as long each time, and by chance more or less, so that many do not come at once. */
        static Duration pause(Failure failure, int tries) {
            if (failure.kind() == Failure.Kind.TIMEOUT) {
                return Duration.ZERO;
            }
            long nanos = FIRST_PAUSE.toNanos() << Math.min(tries - 1, LONGEST_DOUBLING);
            return Duration.ofNanos(nanos / 2 + ThreadLocalRandom.current().nextLong(nanos));
        }

        /** How long the kernel may take to connect in the try that comes after so many. */
        static Duration dial(int tries) {
            return FIRST_DIAL.multipliedBy(1L << Math.min(tries, LONGEST_DOUBLING));
        }
    }
}
