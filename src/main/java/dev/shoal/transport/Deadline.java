package dev.shoal.transport;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * A moment after which waiting ends, on an injected monotonic clock. It is a limit of what the other side may take:
 * {@link #await} puts it off by the time in which the other side owed nothing, and by the time in which this process got no
 * processor. Put off it is at most {@value #PATIENCE} times as long as it was at first, so that every wait has an end. Safe for
 * many threads.
 */
public final class Deadline {
    private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);
    private static final int PATIENCE = 9;
    /** A wait looks so many times, and more often near its end, who owes. */
    private static final int STEPS = 16;

    private static final Duration SHORTEST_STEP = Duration.ofMillis(20);
    private static final Duration LONGEST_STEP = Duration.ofSeconds(1);
    /** Who wakes up later than this was kept from the processor; an idle machine needs less than a tenth of it. */
    private static final Duration LATE = Duration.ofMillis(50);

    private final LongSupplier nanoTime;
    private final long at;
    private final boolean finite;
    private final Duration length;
    private final long mostPutOff;
    private final AtomicLong putOff = new AtomicLong();

    private Deadline(LongSupplier nanoTime, long length, boolean finite) {
        this.nanoTime = nanoTime;
        this.at = finite ? nanoTime.getAsLong() + length : 0;
        this.finite = finite;
        this.length = Duration.ofNanos(length);
        this.mostPutOff = Math.min(Math.max(length, 0), Long.MAX_VALUE / 2 / PATIENCE) * PATIENCE;
    }

    /** Waits for something, at most that long; true if it has come. */
    @FunctionalInterface
    public interface Wait {
        boolean within(Duration time) throws InterruptedException;
    }

    /** That long from now, by the clock, which counts nanoseconds as {@link System#nanoTime} does. */
    public static Deadline in(Duration time, LongSupplier nanoTime) {
        return new Deadline(nanoTime, nanos(time), true);
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

    /** How far off it was at first; zero where it never passes. */
    public Duration length() {
        return length;
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
        return Duration.ofNanos(Math.max(0, left()));
    }

    public boolean isPassed() {
        return finite && left() <= 0;
    }

    private long left() {
        return at - nanoTime.getAsLong() + putOff.get();
    }

    /**
     * Waits until it has come or this has passed, and returns whether it has come. What the other side does not owe is not
     * counted.
     *
     * @param owed asked now and then whether the other side owes us something at this moment
     */
    public boolean await(Wait wait, BooleanSupplier owed) throws InterruptedException {
        if (!finite) {
            return wait.within(FOREVER);
        }
        while (true) {
            long before = nanoTime.getAsLong();
            var step = step();
            if (wait.within(step)) {
                return true;
            }
            long took = nanoTime.getAsLong() - before;
            long counts = owed.getAsBoolean() ? Math.min(took, step.plus(LATE).toNanos()) : 0;
            putOff(took - counts);
            if (isPassed()) {
                return false;
            }
        }
    }

    /** The same for a task: whether it has ended, in whichever way. */
    public boolean await(Future<?> task, BooleanSupplier owed) throws InterruptedException {
        return await(time -> hasEnded(task, time), owed);
    }

    private static boolean hasEnded(Future<?> task, Duration time) throws InterruptedException {
        try {
            task.get(time.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException e) {
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    private Duration step() {
        var left = remaining();
        var part = left.dividedBy(STEPS);
        var step = part.compareTo(SHORTEST_STEP) < 0 ? SHORTEST_STEP : part;
        step = step.compareTo(LONGEST_STEP) > 0 ? LONGEST_STEP : step;
        return step.compareTo(left) < 0 ? step : left;
    }

    private void putOff(long nanos) {
        putOff.accumulateAndGet(nanos, (sum, more) -> Math.min(mostPutOff, sum + Math.max(0, more)));
    }

    /** How much of the time until now did not count. */
    public Duration putOff() {
        return Duration.ofNanos(putOff.get());
    }

    /** The one of the two that passes first; both must be on one clock. */
    public Deadline earlier(Deadline other) {
        if (!finite) {
            return other;
        }
        return !other.finite || left() <= other.left() ? this : other;
    }

    private static long nanos(Duration time) {
        // half of the range, so that differences of two moments never overflow
        return time.compareTo(Duration.ofDays(36_500)) > 0 ? Long.MAX_VALUE / 2 : time.toNanos();
    }
}
