package dev.shoal.ssh;

import dev.shoal.transport.Command;
import dev.shoal.transport.Deadline;
import dev.shoal.transport.Ending;
import dev.shoal.transport.Failure;
import dev.shoal.transport.Limits;
import dev.shoal.transport.Phase;
import dev.shoal.transport.Receiver;
import dev.shoal.transport.RemoteFiles;
import dev.shoal.transport.Session;
import dev.shoal.transport.TransportException;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.OpenFailException;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

/** A logged-in connection. Safe for many threads. */
final class SshSession implements Session {
    /** sshd allows 10 (MaxSessions); what was given up may still hold one there that we no longer count. */
    private static final int CHANNELS = 8;
    /** So many commands that were given up and have not ended there make a new session the better choice. */
    private static final int ABANDONED = 4;

    /** How long the caller waits until the request to close a channel is sent. */
    private static final Duration LET_GO = Duration.ofMillis(250);
    /** If it is still not sent after this time, the connection is stuck, and is ended. */
    private static final Duration GIVE_UP = Duration.ofSeconds(2);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final Duration LAST_PAUSE = Duration.ofMillis(160);

    /** More than {@link SftpCopy} ever has under way. */
    private static final long FILE_WINDOW_BYTES = 4 << 20;
    /** What a host may send before it is read is in memory, for all hosts at once: less where there is not much. */
    private static final long WINDOW_BYTES = Math.clamp(Runtime.getRuntime().maxMemory() / 1024, 128L << 10, 2L << 20);

    private static final int FILE_PACKET_BYTES = 64 * 1024;

    /** What is done on one channel, within the time until it must have begun. */
    @FunctionalInterface
    private interface Use<T> {
        T with(SshFailures within) throws TransportException, InterruptedException;
    }

    private enum State {
        OPEN,
        BROKEN,
        CLOSED
    }

    private final SshConnection connection;
    private final SshFailures failures;
    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);
    private final Semaphore channels = new Semaphore(CHANNELS);
    private final WriteTurns turns = new WriteTurns();
    private final AtomicInteger abandoned = new AtomicInteger();
    private final ReentrantLock making = new ReentrantLock(); // guards the connection's sizes for new channels

    /** Takes over a connection whose user is logged in. */
    SshSession(SshConnection connection, SshFailures failures) {
        this.connection = connection;
        this.failures = failures;
        var ssh = connection.getConnection();
        ssh.setTimeoutMs(Integer.MAX_VALUE); // the limits of each command are kept here, from outside of sshj
        connection.getTransport().setTimeoutMs(Integer.MAX_VALUE);
        connection.whenDead(() -> turn(State.BROKEN));
        forgetSocketTimeout();
    }

    @Override
    public Ending exec(Command command, Receiver receiver, Limits limits)
            throws TransportException, InterruptedException {
        receiver.entered(Phase.CHANNEL);
        return onChannel(
                limits.start(), within -> new Execution(this, channel(), within).run(command, receiver, limits));
    }

    @Override
    public RemoteFiles files(Deadline deadline) throws TransportException, InterruptedException {
        return onChannel(
                deadline,
                within -> new SshFiles(
                        SftpClient.open(this, fileChannel(), within, deadline), deadline.never(), failures));
    }

    private <T> T onChannel(Deadline start, Use<T> use) throws TransportException, InterruptedException {
        var within = failures.within(start.length());
        for (var pause = FIRST_PAUSE; ; pause = pause.multipliedBy(2)) {
            try {
                takeChannel(within, start);
                return use.with(within);
            } catch (TransportException e) {
                boolean last = pause.compareTo(LAST_PAUSE) > 0 || start.isPassed();
                if (last || !(e.getCause() instanceof OpenFailException)) {
                    throw e;
                }
                // sshd 9.2 counts a channel that is closed until its next turn, so ours can be one too many for a
                // moment
                Thread.sleep(pause);
            }
        }
    }

    private ExecChannel channel() {
        return channel(WINDOW_BYTES, connection.getConnection().getMaxPacketSize());
    }

    private ExecChannel fileChannel() {
        return channel(FILE_WINDOW_BYTES, FILE_PACKET_BYTES);
    }

    /** sshj takes the window and the packets of a new channel from the connection. */
    private ExecChannel channel(long window, int packet) {
        var ssh = connection.getConnection();
        making.lock();
        try {
            long windowBefore = ssh.getWindowSize();
            int packetBefore = ssh.getMaxPacketSize();
            ssh.setWindowSize(window);
            ssh.setMaxPacketSize(packet);
            var channel = new ExecChannel(ssh, turns, channels::release);
            ssh.setWindowSize(windowBefore);
            ssh.setMaxPacketSize(packetBefore);
            return channel;
        } finally {
            making.unlock();
        }
    }

    /** Any answer will do, a refusal among them: OpenSSH refuses this request (PROTOCOL, keepalive@openssh.com). */
    @Override
    public boolean probe(Duration limit) throws InterruptedException {
        var asked = new FutureTask<>(() -> {
            try {
                return connection
                                .getConnection()
                                .sendGlobalRequest("keepalive@openssh.com", true, new byte[0])
                                .tryRetrieve(limit.toMillis(), TimeUnit.MILLISECONDS)
                        != null;
            } catch (ConnectionException e) {
                return isOpen();
            }
        });
        // on a thread of its own, because it writes, and a connection that is stuck takes nothing
        Thread.ofVirtual().name("ssh-probe").start(asked);
        try {
            return asked.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    @Override
    public boolean isOpen() {
        return state.get() == State.OPEN && abandoned.get() < ABANDONED;
    }

    @Override
    public void close() {
        if (state.getAndSet(State.CLOSED) == State.CLOSED) {
            return;
        }
        connection.end();
        wakeAll();
    }

    /** Nothing can be expected of the connection any more: ends it, and with it every command on it. */
    void breakOff() {
        turn(State.BROKEN);
        connection.drop();
    }

    /**
     * Closes a channel without waiting for its command, and ends the connection where that cannot be done. Returns when it is
     * done or, soon, is left to a thread.
     */
    void abandon(ExecChannel channel) throws InterruptedException {
        var closing = new FutureTask<>(() -> {
            channel.abandon();
            return true;
        });
        // on a thread of its own, because it writes, and waits for locks that a pump may hold while its write is stuck
        Thread.ofVirtual().name("ssh-abandon " + failures.label()).start(closing);
        boolean done = false;
        try {
            done = isDone(closing, LET_GO);
        } finally {
            if (!done) {
                Thread.ofVirtual().name("ssh-watch " + failures.label()).start(() -> breakOffUnlessDone(closing));
            }
        }
    }

    private void breakOffUnlessDone(FutureTask<?> closing) {
        try {
            if (!isDone(closing, GIVE_UP)) {
                breakOff();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // does not happen, and the thread ends here
        }
    }

    private boolean isDone(FutureTask<?> closing, Duration time) throws InterruptedException {
        try {
            closing.get(time.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            breakOff(); // a connection that cannot be written to is dead
            return true;
        }
    }

    /** Until it is closed, the host is served before those that stream. */
    WriteTurns.Turn first() {
        return connection.socket().first();
    }

    /** Waits while hosts that are being opened have something to do here. */
    void yieldToOpening() {
        connection.socket().yieldToOpening();
    }

    /** Whether the host has to do the next thing. */
    boolean owes() {
        return connection.owes();
    }

    /** Whether what has come from the host waits for its turn to be worked on here. */
    boolean waitsForTurn() {
        return connection.waitsForTurn();
    }

    /** One more command was given up whose channel the host has not closed. */
    void abandonedOne() {
        abandoned.incrementAndGet();
    }

    /** Why a command did not end: we closed the session, or the connection died. */
    Failure lost(Phase phase, Throwable thrown) {
        if (state.get() == State.CLOSED) {
            return failures.closed(phase);
        }
        return failures.lost(phase, connection.reasonFor(thrown));
    }

    private void takeChannel(SshFailures within, Deadline limit) throws TransportException, InterruptedException {
        requireOpen();
        if (!limit.await(time -> channels.tryAcquire(time.toNanos(), TimeUnit.NANOSECONDS), () -> true)) {
            throw new TransportException(within.of(
                    Phase.CHANNEL,
                    Failure.Kind.TIMEOUT,
                    "all " + CHANNELS + " channels were busy for " + SshFailures.words(within.limit()),
                    ""));
        }
        requireOpen();
    }

    private void requireOpen() throws TransportException {
        if (state.get() != State.OPEN) {
            throw new TransportException(lost(Phase.CHANNEL, new IOException("not open")));
        }
    }

    private void turn(State to) {
        state.compareAndSet(State.OPEN, to);
        wakeAll();
    }

    /** Who waits for a channel gets one, and finds the session closed. */
    private void wakeAll() {
        channels.release(Short.MAX_VALUE);
    }

    /** Without it the reader thread wakes up for nothing, all the time. */
    private void forgetSocketTimeout() {
        try {
            connection.getSocket().setSoTimeout(0);
        } catch (SocketException e) {
            turn(State.BROKEN);
        }
    }
}
