package dev.shoal.ssh;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Where much comes from many hosts at once, hosts that are being opened come first, and of the others only about as many are read
 * as there are processors. Deciphering is what costs here, each connection has a thread of its own for that, and fifty of them
 * on one processor left an opening host so little of it that its limit passed (17 of 50). A host that is not read is slowed
 * down by TCP; nothing is lost.
 *
 * <p>A connection waits at most {@link #LONGEST} for its turn, so that no two can wait for each other. Safe for many threads.
 */
final class StreamGate {
    static final Duration LONGEST = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final LongSupplier nanoTime;
    private final Set<WaitState> opening = ConcurrentHashMap.newKeySet();
    private final Semaphore turns;

    StreamGate(int turns, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.turns = new Semaphore(turns, true);
    }

    /** A host is being opened from now on, or asked to take a command. */
    void begins(WaitState host) {
        opening.add(host);
    }

    /** It has done so, or is not to be had. */
    void ended(WaitState host) {
        opening.remove(host);
    }

    /** Waits for a turn to work on what has come, and returns whether there was one; then it is to be given back. */
    boolean enter() {
        long start = nanoTime.getAsLong();
        try {
            if (!turns.tryAcquire(LONGEST.toNanos(), TimeUnit.NANOSECONDS)) {
                return false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        yieldToOpening(start);
        return true;
    }

    /** Waits while a host that is being opened has something to do here; for what was let in before. */
    void yieldToOpening() {
        yieldToOpening(nanoTime.getAsLong());
    }

    private void yieldToOpening(long start) {
        while (opensAny() && nanoTime.getAsLong() - start < LONGEST.toNanos()) {
            LockSupport.parkNanos(PAUSE.toNanos());
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    }

    /** Gives a turn back. */
    void leave() {
        turns.release();
    }

    private boolean opensAny() {
        return opening.stream().anyMatch(WaitState::isOurTurn);
    }
}
