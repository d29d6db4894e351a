package dev.shoal.ssh;

import dev.shoal.transport.Command;
import dev.shoal.transport.Command.Input;
import dev.shoal.transport.Deadline;
import dev.shoal.transport.Ending;
import dev.shoal.transport.Failure;
import dev.shoal.transport.Limits;
import dev.shoal.transport.Phase;
import dev.shoal.transport.Receiver;
import dev.shoal.transport.TransportException;
import net.schmizz.sshj.common.IOUtils;
import net.schmizz.sshj.common.SSHRuntimeException;
import net.schmizz.sshj.connection.channel.OpenFailException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One command on its channel. The work is done on virtual threads: one opens the channel, asks for the command and drains
 * standard output, one drains standard error, one writes standard input where there is any. The caller only waits, so that
 * its limits hold even if something blocks.
 */
final class Execution {
    private static final int OUT_BYTES = 32 * 1024;
    private static final int ERR_BYTES = 8 * 1024;
    private static final int IN_BYTES = 32 * 1024;
    /** Output on which nothing came for so long is not on its way any more. */
    private static final Duration SILENCE = Duration.ofMillis(500);

    private static final int MUCH_BYTES = 4 * 1024;

    private enum Stage {
        /** Nothing was sent that could run. */
        CHANNEL,
        /** The command was sent, or is just being. */
        RUN,
        /** The caller left before the command was sent, and it must not be sent any more. */
        LEFT
    }

    /** Takes a stream's bytes. */
    @FunctionalInterface
    private interface Taker {
        void take(byte[] bytes, int length);
    }

    private final SshSession session;
    private final ExecChannel channel;
    private final SshFailures failures;
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.CHANNEL);
    private volatile @Nullable IOException unread;
    private volatile long lastTaken = System.nanoTime();
    private final CountDownLatch accepted = new CountDownLatch(1);

    Execution(SshSession session, ExecChannel channel, SshFailures failures) {
        this.session = session;
        this.channel = channel;
        this.failures = failures;
    }

    /** Runs it and returns when it has ended, a limit has passed, or the thread was interrupted. */
    Ending run(Command command, Receiver receiver, Limits limits) throws TransportException, InterruptedException {
        var delivery = new Delivery(receiver);
        var work = new FutureTask<>(() -> work(command, delivery));
        Thread.ofVirtual().name("ssh-exec " + failures.label()).start(work);
        boolean ended = false;
        try {
            var ending = await(work, limits);
            ended = !(ending instanceof Ending.Exited exited && exited.isHeldOpen());
            return ending;
        } finally {
            if (!ended) {
                letGo(delivery);
            }
        }
    }

    private Ending await(FutureTask<Optional<Ending>> work, Limits limits)
            throws TransportException, InterruptedException {
        try {
            if (!limits.start().await(Execution.waitFor(accepted), session::owes)) {
                throw new TransportException(unanswered(limits.start()));
            }
            if (!limits.running().await(work, () -> !session.waitsForTurn())) {
                var limit = limits.run().orElse(Duration.ZERO);
                return heldOpen()
                        .orElseThrow(() ->
                                new TransportException(failures.within(limit).timeout(Phase.RUN)));
            }
            return work.get().orElseThrow(() -> new TransportException(unexplained()));
        } catch (InterruptedException e) {
            return heldOpen().orElseThrow(() -> e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException || e.getCause() instanceof SSHRuntimeException) {
                throw new TransportException(failed(e.getCause()), e.getCause());
            }
            throw ConnectAttempt.bug(e);
        }
    }

    private static Deadline.Wait waitFor(CountDownLatch latch) {
        return time -> latch.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** The exit status where it has come and only the end of the output has not: a background process has it. */
    private Optional<Ending> heldOpen() {
        boolean isSilent = System.nanoTime() - lastTaken > SILENCE.toNanos();
        return channel.ending().orElse(null) instanceof Ending.Exited exited && isSilent && !session.waitsForTurn()
                ? Optional.of(new Ending.Exited(exited.status(), true))
                : Optional.empty();
    }

    private Optional<Ending> work(Command command, Delivery delivery) throws IOException, InterruptedException {
        try (var _ = session.first()) {
            channel.open();
            if (!stage.compareAndSet(Stage.CHANNEL, Stage.RUN)) {
                channel.abandon();
                return Optional.empty();
            }
            delivery.entered(Phase.RUN);
            channel.exec(command.text());
        } finally {
            accepted.countDown();
        }
        var err = started("ssh-err ", () -> pump(channel.getErrorStream(), new byte[ERR_BYTES], delivery::err));
        command.stdin().ifPresentOrElse(this::feed, () -> IOUtils.closeQuietly(channel.getOutputStream()));
        pump(channel.getInputStream(), new byte[OUT_BYTES], delivery::out);
        join(err);
        var ending = channel.awaitEnding();
        IOUtils.closeQuietly(channel::finish); // how it ended is known, so a connection that dies now does not matter
        return ending;
    }

    private void feed(Input input) {
        // what breaks in sending breaks the pumps as well, and they tell
        Thread.ofVirtual().name("ssh-in " + failures.label()).start(() -> IOUtils.closeQuietly(() -> send(input)));
    }

    /** Sends what can be read, as the command reads it, then its end; an input that breaks off must not look complete. */
    private void send(Input input) throws IOException {
        var chunk = new byte[IN_BYTES];
        try (var source = input.open()) {
            for (int read; !channel.isClosing() && (read = source.read(chunk)) >= 0; ) {
                channel.send(chunk, read);
            }
        } catch (IOException e) {
            if (!channel.isClosing()) {
                unread = e;
                channel.abandon();
            }
            throw e;
        }
        channel.endInput();
    }

    private <T> FutureTask<T> started(String name, Callable<T> job) {
        var task = new FutureTask<>(job);
        Thread.ofVirtual().name(name + failures.label()).start(task);
        return task;
    }

    private boolean pump(InputStream from, byte[] buffer, Taker to) throws IOException {
        int length;
        while ((length = from.read(buffer)) >= 0) {
            boolean taken = false;
            if (length >= MUCH_BYTES) {
                session.yieldToOpening();
            }
            try {
                to.take(buffer, length);
                lastTaken = System.nanoTime();
                taken = true;
            } finally {
                if (!taken) { // the receiver threw: the other pump must end, too
                    IOUtils.closeQuietly(channel::abandon);
                }
            }
        }
        return true;
    }

    private static void join(FutureTask<?> pump) throws IOException, InterruptedException {
        try {
            pump.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException lost) {
                throw lost;
            }
            throw ConnectAttempt.bug(e);
        }
    }

    /** The command did not end by itself: nothing more is handed over, and the channel is given up. */
    private void letGo(Delivery delivery) throws InterruptedException {
        boolean left = stage.getAndSet(Stage.LEFT) != Stage.RUN;
        if (left) {
            return; // the work sees it, or the session is broken off
        }
        try {
            session.abandon(channel);
            if (!channel.isGone()) {
                session.abandonedOne();
            }
        } finally {
            delivery.stop();
        }
    }

    private Failure unanswered(Deadline start) {
        session.breakOff();
        var limit = failures.limit();
        if (start.putOff().compareTo(limit) > 0) {
            boolean unsent = stage.compareAndSet(Stage.CHANNEL, Stage.LEFT);
            return failures.busy(unsent ? Phase.CHANNEL : Phase.RUN, start.putOff());
        }
        return stage.compareAndSet(Stage.CHANNEL, Stage.LEFT)
                ? failures.timeout(Phase.CHANNEL)
                : failures.of(
                        Phase.RUN,
                        Failure.Kind.TIMEOUT,
                        "no reply within " + SshFailures.words(failures.limit()) + " whether the command was accepted",
                        "The command may be running there");
    }

    private Failure unexplained() {
        var cut = unread;
        if (cut != null) {
            return failures.of(
                    Phase.RUN,
                    Failure.Kind.SHOAL,
                    "standard input failed: " + cut.getMessage(),
                    "The command received only a part of it");
        }
        return session.isOpen()
                ? failures.of(
                        Phase.RUN,
                        Failure.Kind.LOST,
                        "channel closed without an exit status",
                        "The command may still be running there")
                : session.lost(Phase.RUN, new IOException("the channel was closed"));
    }

    private Failure failed(Throwable thrown) {
        if (channel.isRefused()) {
            return failures.of(
                    Phase.CHANNEL,
                    Failure.Kind.PROTOCOL,
                    "the server refused to run a command",
                    "Is the account limited to file transfer?");
        }
        if (thrown instanceof OpenFailException refusal) {
            return noChannel(failures, refusal);
        }
        return session.lost(stage.get() == Stage.RUN ? Phase.RUN : Phase.CHANNEL, thrown);
    }

    /** The host refused to open a channel. */
    static Failure noChannel(SshFailures failures, OpenFailException refusal) {
        return failures.of(
                Phase.CHANNEL,
                Failure.Kind.PROTOCOL,
                "the server refused a channel (" + SshFailures.clean(String.valueOf(refusal.getMessage())) + ")",
                "Does its sshd_config limit MaxSessions?");
    }

    /** Hands what two pumps bring to one receiver, serially, until it is stopped. Safe for many threads. */
    private static final class Delivery {
        private static final long STOP_MILLIS = 200;

        private final Receiver receiver;
        private final ReentrantLock turn = new ReentrantLock(); // held while the receiver is called
        private volatile boolean stopped;

        Delivery(Receiver receiver) {
            this.receiver = receiver;
        }

        void out(byte[] bytes, int length) {
            give(() -> receiver.out(bytes, 0, length));
        }

        void err(byte[] bytes, int length) {
            give(() -> receiver.err(bytes, 0, length));
        }

        void entered(Phase phase) {
            give(() -> receiver.entered(phase));
        }

        /** From now on nothing is handed over; what is under way has a moment to get done. */
        void stop() throws InterruptedException {
            stopped = true;
            if (turn.tryLock(STOP_MILLIS, TimeUnit.MILLISECONDS)) {
                turn.unlock();
            }
        }

        private void give(Runnable call) {
            turn.lock();
            try {
                if (!stopped) {
                    call.run();
                }
            } finally {
                turn.unlock();
            }
        }
    }
}
