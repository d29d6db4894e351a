package dev.shoal.transport;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A moment after which nobody waits any longer, on an injected monotonic clock. Immutable, safe for many threads.
 */
public final class Deadline {
    private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

    private final LongSupplier nanoTime;
    private final long at;
    private final boolean finite;

    private Deadline(LongSupplier nanoTime, long at, boolean finite) {
        this.nanoTime = nanoTime;
        this.at = at;
        this.finite = finite;
    }

    /** That long from now, by the clock, which counts nanoseconds as {@link System#nanoTime} does. */
    public static Deadline in(Duration time, LongSupplier nanoTime) {
        return new Deadline(nanoTime, nanoTime.getAsLong() + nanos(time), true);
    }

    /** That long from now, by the system's clock. */
    public static Deadline in(Duration time) {
        return in(time, System::nanoTime);
    }

    /** That long from now, by this deadline's clock. */
    public Deadline sameClock(Duration time) {
        return in(time, nanoTime);
    }

    /** A deadline that never passes, on this one's clock. */
    public Deadline never() {
        return none(nanoTime);
    }

    /** A deadline that never passes. */
    public static Deadline none(LongSupplier nanoTime) {
        return new Deadline(nanoTime, 0, false);
    }

    /** Whether it can pass at all. */
    public boolean isFinite() {
        return finite;
    }

    /** The time left: zero when it has passed, some 292 years when it never does. */
    public Duration remaining() {
        if (!finite) {
            return FOREVER;
        }
        return Duration.ofNanos(Math.max(0, at - nanoTime.getAsLong()));
    }

    public boolean isPassed() {
        return finite && at - nanoTime.getAsLong() <= 0;
    }

    /** The one of the two that passes first; both must be on one clock. */
    public Deadline earlier(Deadline other) {
        if (!finite) {
            return other;
        }
        return !other.finite || at - other.at <= 0 ? this : other;
    }

    private static long nanos(Duration time) {
        // half of the range, so that differences of two moments never overflow
        return time.compareTo(Duration.ofDays(36_500)) > 0 ? Long.MAX_VALUE / 2 : time.toNanos();
    }
}
