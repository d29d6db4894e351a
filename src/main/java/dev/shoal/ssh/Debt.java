package dev.shoal.ssh;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Who has to do the next thing on one connection: the host, which then owes us something, or we. We have to from the moment
 * that the host was heard until we say something, but not for long: a host that stopped in the middle of what it says owes us
 * the rest. Safe for many threads.
 */
final class Debt {
    /** Ten times what an answer takes on a busy machine. */
    static final Duration OURS = Duration.ofMillis(250);

    private final LongSupplier nanoTime;
    private volatile long heardAt;
    private volatile boolean answered;
    private volatile boolean listening;

    /** The next thing is ours: to dial. */
    Debt(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.heardAt = nanoTime.getAsLong();
    }

    /** We have nothing to do but wait for the host. */
    void listens() {
        listening = true;
    }

    /** Something came from the host. */
    void heard() {
        listening = false;
        heardAt = nanoTime.getAsLong();
        answered = false;
    }

    /** We have sent something. */
    void answered() {
        answered = true;
    }

    /** Whether something is to be done here before the host can go on. */
    boolean isOurs() {
        return !answered && nanoTime.getAsLong() - heardAt < OURS.toNanos();
    }

    /** Whether the host has to do the next thing, as far as can be told without asking the kernel what has come. */
    boolean isHosts() {
        return listening && !isOurs();
    }
}
