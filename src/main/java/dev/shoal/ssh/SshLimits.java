package dev.shoal.ssh;

import dev.shoal.transport.Deadline;

import java.time.Duration;

/** Durations as sshj, sockets and operators want them. */
final class SshLimits {
    private SshLimits() {}

    /** At least 1, for 0 means no limit to sockets and to sshj. */
    static int millis(Duration time) {
        return Math.clamp(time.toMillis(), 1, Integer.MAX_VALUE);
    }

    static int millis(Deadline deadline) {
        return millis(deadline.remaining());
    }

    /** As {@code 10 s}, {@code 1.5 s} or {@code 300 ms}; rounded, because a little of it has always passed already. */
    static String words(Duration time) {
        long millis = time.toMillis();
        if (millis < 100) {
            return millis + " ms";
        }
        if (millis < 975) {
            return (millis + 25) / 50 * 50 + " ms";
        }
        long tenths = (millis + 50) / 100;
        return tenths % 10 == 0 ? tenths / 10 + " s" : tenths / 10 + "." + tenths % 10 + " s";
    }
}
