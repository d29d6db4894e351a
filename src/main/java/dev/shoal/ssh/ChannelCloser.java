package dev.shoal.ssh;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The end of a channel that nobody waits for: it is closed, or else the whole connection goes. */
final class ChannelCloser {
    /** How long the caller waits for the request to close the channel to be sent. */
    private static final Duration LET_GO = Duration.ofMillis(250);
    /** If it is still not sent after this time, the connection is stuck, and goes. */
    private static final Duration GIVE_UP = Duration.ofSeconds(2);

    private final SshSession session;
    private final String label;
    private final FutureTask<Boolean> closing;

    ChannelCloser(SshSession session, ExecChannel channel, String label) {
        this.session = session;
        this.label = label;
        this.closing = new FutureTask<>(() -> {
            channel.abandon();
            return true;
        });
    }

    /** Does it, and returns when it is done or, soon, is left to itself. */
    void begin() throws InterruptedException {
        // on a thread of its own, because it writes, and waits for locks that a pump may hold while its write is stuck
        Thread.ofVirtual().name("ssh-abandon " + label).start(closing);
        boolean done = false;
        try {
            done = isDone(LET_GO);
        } finally {
            if (!done) {
                Thread.ofVirtual().name("ssh-watch " + label).start(this::breakOffUnlessDone);
            }
        }
    }

    private void breakOffUnlessDone() {
        try {
            if (!isDone(GIVE_UP)) {
                session.breakOff();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody does that, and the thread ends here
        }
    }

    private boolean isDone(Duration time) throws InterruptedException {
        try {
            return closing.get(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            session.breakOff(); // what cannot be written to is dead
            return true;
        }
    }
}
