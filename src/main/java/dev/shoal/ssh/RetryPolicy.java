package dev.shoal.ssh;

import dev.shoal.transport.Failure;
import dev.shoal.transport.Phase;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Whether a host that could not be reached is dialled once more. Before the key exchange nothing was sent that counts, so a
 * server that has just too many clients (MaxStartups), or a packet that was lost, costs no more than a pause. A port on which
 * nothing listens is soon believed, because a fleet has such hosts every day and waiting for them all would be slow.
 */
final class RetryPolicy {
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
