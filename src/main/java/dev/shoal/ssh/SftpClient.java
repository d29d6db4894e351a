package dev.shoal.ssh;

import dev.shoal.ssh.SftpReasons.Operation;
import dev.shoal.transport.Deadline;
import dev.shoal.transport.Failure;
import dev.shoal.transport.Phase;
import dev.shoal.transport.TransportException;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.common.SSHRuntimeException;
import net.schmizz.sshj.connection.channel.OpenFailException;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;

/**
 * SFTP with one host. Each call is done on a virtual thread of its own; the caller only waits, so that its limits hold
 * even if something blocks. A call that is given up stops at its next request, so that the next one finds the channel in order; if
 * it does not stop soon, the channel is of no use any more.
 */
final class SftpClient {
    private static final Duration SETTLE = Duration.ofMillis(500);

    /** Something to ask of the host. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException, TransportException;
    }

    /** One call and what its refusal is about. */
    record Call<T>(Operation operation, String path, Work<T> work) {}

    private final SshSession session;
    private final ExecChannel channel;
    private final SshFailures failures;
    private final SftpChannel sftp;
    private final SftpCalls calls;
    private volatile boolean stopping;
    private volatile boolean stuck;
    private volatile boolean closed;

    private SftpClient(SshSession session, ExecChannel channel, SshFailures failures) {
        this.session = session;
        this.channel = channel;
        this.failures = failures;
        this.sftp = new SftpChannel(channel);
        this.calls = new SftpCalls(sftp);
    }

    /** Opens SFTP on the channel, which is let go where that fails. */
    static SftpClient open(SshSession session, ExecChannel channel, SshFailures within, Deadline deadline)
            throws TransportException, InterruptedException {
        var talk = new SftpClient(session, channel, within);
        boolean open = false;
        try {
            talk.open(deadline);
            open = true;
            return talk;
        } finally {
            if (!open) {
                talk.close();
            }
        }
    }

    private void open(Deadline deadline) throws TransportException, InterruptedException {
        var opening = new FutureTask<>(() -> {
            sftp.open();
            if (closed) { // the caller has left meanwhile, maybe before there was something to close
                channel.abandon();
            }
            return true;
        });
        Thread.ofVirtual().name("sftp-open " + failures.label()).start(opening);
        try {
            if (!deadline.await(opening, session::owes)) {
                session.breakOff();
                var fact = "SFTP was not opened within " + SshFailures.words(failures.limit());
                throw new TransportException(
                        failures.of(Phase.CHANNEL, Failure.Kind.TIMEOUT, fact, "Is it overloaded?"));
            }
            opening.get();
        } catch (ExecutionException e) {
            throw new TransportException(unopened(foreseen(e)), e.getCause());
        }
    }

    SftpCalls calls() {
        return calls;
    }

    /** A copy that ends when its call is given up. */
    SftpCopy copy(LongConsumer moved) {
        return new SftpCopy(sftp, moved, () -> stopping);
    }

    <T> T call(Call<T> call, Deadline deadline, SshFailures within) throws TransportException, InterruptedException {
        if (closed || stuck) {
            throw new TransportException(failed(new EOFException()));
        }
        var task = new FutureTask<>(() -> explained(call));
        Thread.ofVirtual().name("sftp " + failures.label()).start(task);
        boolean ended = false;
        try {
            if (!deadline.await(task, () -> !session.waitsForTurn())) {
                throw new TransportException(within.timeout(Phase.TRANSFER));
            }
            var value = task.get();
            ended = true;
            return value;
        } catch (ExecutionException e) {
            ended = true;
            if (e.getCause() instanceof TransportException told) {
                throw told;
            }
            throw new TransportException(failed(foreseen(e)), e.getCause());
        } finally {
            if (!ended) {
                settle(task);
            }
        }
    }

    private <T> T explained(Call<T> call) throws IOException, TransportException {
        try {
            return call.work().run();
        } catch (SftpException e) {
            throw new SftpReasons(sftp, failures).of(call.operation(), call.path(), e);
        }
    }

    /** Waits for the end of a call that was given up; an interrupt does not shorten that. */
    private void settle(FutureTask<?> task) {
        stopping = true;
        long end = System.nanoTime() + SETTLE.toNanos();
        boolean interrupted = false;
        while (!task.isDone() && System.nanoTime() - end < 0) {
            try {
                task.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (TimeoutException | ExecutionException e) {
                break;
            }
        }
        if (task.isDone()) {
            stopping = false;
        } else {
            stuck = true;
            abandon();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it, from any thread; a call that is under way fails. */
    void close() {
        if (!closed) {
            closed = true;
            abandon();
        }
    }

    private void abandon() {
        try {
            session.abandon(channel);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it goes on without a waiting caller
        }
    }

    private static Throwable foreseen(ExecutionException thrown) {
        var cause = thrown.getCause();
        if (cause instanceof IOException || cause instanceof SSHRuntimeException) {
            return cause;
        }
        throw ConnectAttempt.bug(thrown);
    }

    private Failure unopened(Throwable thrown) {
        if (thrown instanceof OpenFailException refusal) {
            return Execution.noChannel(failures, refusal);
        }
        if (thrown instanceof SftpException.Malformed nonsense) {
            return failures.of(
                    Phase.CHANNEL,
                    Failure.Kind.TRANSFER,
                    "text instead of SFTP: " + nonsense.getMessage(),
                    "Does a start-up file of " + failures.user() + "'s shell print something?");
        }
        if (channel.isRefused() || thrown instanceof EOFException) {
            var said = sftp.said();
            return failures.of(
                    Phase.CHANNEL,
                    Failure.Kind.TRANSFER,
                    "SFTP is not available" + (said.isEmpty() ? "" : " (" + said + ")"),
                    "Install its sftp-server, or set Subsystem sftp in its sshd_config");
        }
        return session.lost(Phase.TRANSFER, thrown);
    }

    private Failure failed(Throwable thrown) {
        if (thrown instanceof SftpCopy.LocalFailure local) {
            return failures.of(Phase.TRANSFER, Failure.Kind.TRANSFER, String.valueOf(local.getMessage()), "");
        }
        if (thrown instanceof SftpException.Malformed || thrown instanceof Buffer.BufferException) {
            return failures.of(
                    Phase.TRANSFER,
                    Failure.Kind.PROTOCOL,
                    "SFTP protocol error (" + SshFailures.clean(String.valueOf(thrown.getMessage())) + ")",
                    "");
        }
        if (thrown instanceof SSHException) { // the end of the channel alone is an EOFException
            session.breakOff(); // who writes may know of the connection's end before its reader does
        }
        if (!session.isOpen()) {
            return session.lost(Phase.TRANSFER, thrown);
        }
        return closed
                ? failures.of(Phase.TRANSFER, Failure.Kind.CANCELLED, "the file transfer was closed", "")
                : failures.of(Phase.TRANSFER, Failure.Kind.LOST, "the SFTP server ended or does not reply", "");
    }
}
