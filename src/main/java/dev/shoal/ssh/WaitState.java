package dev.shoal.ssh;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whose turn it is on one connection: the host's or ours. It is ours from the moment that something came from the host until we
 * send something, but not for long: a host that stopped in the middle of what it sends has to send the rest. Safe for many
 * threads.
 */
final class WaitState {
    /** Ten times what a reply takes on a busy machine. */
    static final Duration OUR_TURN = Duration.ofMillis(250);

    private final LongSupplier nanoTime;
    private volatile long receivedAt;
    private volatile boolean sent;
    private volatile boolean waiting;

    /** It is our turn: to dial. */
    WaitState(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.receivedAt = nanoTime.getAsLong();
    }

    /** We have nothing to do but wait for the host. */
    void waiting() {
        waiting = true;
    }

    /** Something came from the host. */
    void received() {
        waiting = false;
        receivedAt = nanoTime.getAsLong();
        sent = false;
    }

    /** We have sent something. */
    void sent() {
        sent = true;
    }

    /** Whether something is to be done here before the host can go on. */
    boolean isOurTurn() {
        return !sent && nanoTime.getAsLong() - receivedAt < OUR_TURN.toNanos();
    }

    /** Whether we wait for the host, as far as this is known without asking the kernel what has come. */
    boolean isHostsTurn() {
        return waiting && !isOurTurn();
    }
}
