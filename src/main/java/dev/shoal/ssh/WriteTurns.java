package dev.shoal.ssh;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Who writes much on a connection makes room for who has little to say. sshj's lock for writing (0.40.0) is not fair: a sender
 * that never waits for the host takes it again at once, and a command beside it waited 40 s for its turn (seen). Safe for many
 * threads.
 */
final class WriteTurns {
    /** Long enough for a thread to wake up in, and short beside what a large file takes. */
    private static final Duration ROOM = Duration.ofMillis(2);

    private final AtomicInteger waiting = new AtomicInteger();

    /** Ends what {@link #little} began. */
    @FunctionalInterface
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    /** Until it is closed, those who write much make room. */
    Turn little() {
        waiting.incrementAndGet();
        return waiting::decrementAndGet;
    }

    /** Called between two packets of many. */
    void makeRoom() {
        if (waiting.get() > 0) {
            LockSupport.parkNanos(ROOM.toNanos());
        }
    }
}
