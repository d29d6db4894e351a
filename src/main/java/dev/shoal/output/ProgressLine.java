package dev.shoal.output;

import dev.shoal.fleet.HostResult;
import dev.shoal.fleet.Outcome;
import dev.shoal.fleet.RunListener;
import dev.shoal.inventory.Host;
import dev.shoal.transport.Phase;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * How far a run is, on one line below everything else: {@code 12/25 done, 2 failed, 3 s, waiting: app07,web[03-05]}. It
 * appears when a run takes longer than a second, where stderr is a terminal that can erase it. Where files are moved it says
 * how many bytes, of how many if that is known, and how many in a second.
 *
 * <p>Safe for many threads. Only {@link #tick} and {@link #close} write, so that a terminal that stands still never holds up a
 * host.
 *
 * @param <T> what one host answers
 */
public final class ProgressLine<T> implements RunListener<T>, AutoCloseable {
    private static final long PATIENCE_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int USUAL_WIDTH = 80;

    private final Screen screen;
    private final Wording wording;
    private final IntSupplier width;
    private final LongSupplier nanos;
    private final int total;
    private final Set<Integer> okExits;
    private final long startedAt;

    /** Guarded by {@code this}, as all below: the hosts whose turn it is, by their place in the job. */
    private final TreeMap<Integer, Host> waiting = new TreeMap<>();

    private long movedBytes;
    private long allBytes;
    private int done;
    private int failed;
    private long drawnAt;
    private boolean closed;

    /**
     * A line for a run that starts now.
     *
     * @param width of the terminal, asked each time; 0 if it does not know
     * @param nanos the clock, as {@link System#nanoTime}
     * @param total the hosts of the run
     * @param okExits the exit statuses that count as ok
     */
    public ProgressLine(
            Screen screen, Wording wording, IntSupplier width, LongSupplier nanos, int total, Set<Integer> okExits) {
        this.screen = screen;
        this.wording = wording;
        this.width = width;
        this.nanos = nanos;
        this.total = total;
        this.okExits = Set.copyOf(okExits);
        this.startedAt = nanos.getAsLong();
        this.drawnAt = startedAt + PATIENCE_NANOS - Screen.REDRAW_NANOS;
    }

    @Override
    public synchronized void entered(int index, Host host, Phase phase) {
        waiting.put(index, host);
    }

    /** Files of so many bytes are to be moved, all hosts together. */
    public synchronized void expect(long bytes) {
        allBytes = bytes;
    }

    @Override
    public synchronized void moved(int index, Host host, long bytes) {
        movedBytes += bytes;
    }

    @Override
    public synchronized void finished(HostResult<T> result) {
        waiting.remove(result.index());
        done++;
        if (Outcome.of(result, okExits) != Outcome.OK) {
            failed++;
        }
    }

    /** Draws the line if it is time. Call it at least each second, from a thread that may wait for the terminal. */
    public void tick() {
        if (isTime()) {
            screen.live(this::line);
        }
    }

    private synchronized boolean isTime() {
        long now = nanos.getAsLong();
        if (closed || now - drawnAt < Screen.REDRAW_NANOS) {
            return false;
        }
        drawnAt = now;
        return true;
    }

    /** Made while the screen is ours, so that none is drawn once {@link #close} has taken it away. */
    private String line() {
        List<Host> hosts;
        var text = new StringBuilder();
        synchronized (this) {
            if (closed) {
                return "";
            }
            hosts = new ArrayList<>(waiting.values());
            text.append(done).append('/').append(total).append(" done");
            append(text, failed, " failed");
            long nanosPassed = nanos.getAsLong() - startedAt;
            appendBytes(text, nanosPassed / 1e9);
            text.append(", ").append(Amounts.roughly(Duration.ofNanos(nanosPassed)));
            append(text, total - done - hosts.size(), " not started");
        }
        return cut(hosts.isEmpty() ? text.toString() : text + ", waiting: " + wording.shown(hosts));
    }

    private void appendBytes(StringBuilder text, double seconds) {
        if (movedBytes > 0) {
            text.append(", ").append(Amounts.size(movedBytes));
            if (allBytes > 0) {
                text.append(" of ").append(Amounts.size(allBytes));
            }
            text.append(", ")
                    .append(Amounts.size((long) (movedBytes / seconds)))
                    .append("/s");
        }
    }

    private static void append(StringBuilder text, int count, String what) {
        if (count > 0) {
            text.append(", ").append(count).append(what);
        }
    }

    /** One column stays free: some terminals wrap when the last one is filled. */
    private String cut(String text) {
        int columns = (width.getAsInt() > 0 ? width.getAsInt() : USUAL_WIDTH) - 1;
        if (text.codePointCount(0, text.length()) <= columns) {
            return text;
        }
        return columns < 1 ? "" : text.substring(0, text.offsetByCodePoints(0, columns - 1)) + "…";
    }

    /** Takes the line away for good. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        screen.live(this::line);
    }
}
