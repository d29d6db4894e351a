package dev.shoal.output;

import dev.shoal.fleet.HostResult;
import dev.shoal.fleet.Outcome;
import dev.shoal.fleet.RunListener;
import dev.shoal.inventory.Host;
import dev.shoal.inventory.Selection;
import dev.shoal.terminal.Screen;
import dev.shoal.text.Amounts;
import dev.shoal.text.CleanText;
import dev.shoal.text.Widths;
import dev.shoal.transport.Phase;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * How far a run is, on one line below everything else: {@code 12/25 done, 2 failed, 3 s, waiting: app07,web[03-05]}. It
 * appears when a run takes longer than a second, where stderr is a terminal that can erase it. Where files are moved it
 * shows how many bytes, of how many if that is known, and how many per second.
 *
 * <p>Safe for many threads. Only {@link #tick} and {@link #close} write, so that a terminal that stands still never holds up a
 * host.
 *
 * @param <T> what the task returns for one host
 */
public final class ProgressLine<T> implements RunListener<T>, AutoCloseable {
    private static final long PATIENCE_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int USUAL_WIDTH = 80;
    /** Folding gets at most one part of the time in so many. */
    private static final int PARTS = 20;

    private final Screen screen;
    private final IntSupplier width;
    private final LongSupplier nanos;
    private final Outstanding<T> outstanding;
    private final Set<Integer> okExits;
    private final long startedAt;

    /** Guarded by {@code this}, as all below up to {@link #closed}. */
    private long movedBytes;

    private long allBytes;
    private int failed;
    private long drawnAt;
    private boolean closed;

    /** Who is waited for, and at which version of {@link #outstanding} that was: confined to the thread that draws. */
    private String waiting = "";

    private long waitingVersion = -1;
    private long foldedAt;
    private long foldingTook;

    /**
     * A line for a run that starts now.
     *
     * @param width of the terminal, asked each time; 0 if it does not know
     * @param nanos the clock, as {@link System#nanoTime}
     * @param total the hosts of the run
     * @param okExits the exit statuses that count as ok
     */
    public ProgressLine(Screen screen, IntSupplier width, LongSupplier nanos, int total, Set<Integer> okExits) {
        this.screen = screen;
        this.width = width;
        this.nanos = nanos;
        this.outstanding = new Outstanding<>(nanos, total);
        this.okExits = Set.copyOf(okExits);
        this.startedAt = nanos.getAsLong();
        this.foldedAt = startedAt;
        this.drawnAt = startedAt + PATIENCE_NANOS - Screen.REDRAW_NANOS;
    }

    @Override
    public void entered(int index, Host host, Phase phase) {
        outstanding.entered(index, host, phase);
    }

    /** The hosts without a result. */
    public Outstanding<T> outstanding() {
        return outstanding;
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
    public void finished(HostResult<T> result) {
        outstanding.finished(result);
        if (Outcome.of(result, okExits) != Outcome.OK) {
            synchronized (this) {
                failed++;
            }
        }
    }

    /** Writes who is waited for, each host with its phase, to stay there: the operator wants to know. */
    public void tell() {
        var text = outstanding.text();
        if (!text.isEmpty()) {
            screen.err(Screen.Text.of(text + "\n"));
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
        var hosts = outstanding.atWork();
        int done = outstanding.done();
        var text = new StringBuilder();
        synchronized (this) {
            if (closed) {
                return "";
            }
            text.append(done).append('/').append(outstanding.total()).append(" done");
            append(text, failed, " failed");
            long nanosPassed = nanos.getAsLong() - startedAt;
            appendBytes(text, nanosPassed / 1e9);
            text.append(", ").append(Amounts.roughly(Duration.ofNanos(nanosPassed)));
            append(text, outstanding.total() - done - hosts.size(), " not started");
        }
        return cut(hosts.isEmpty() ? text.toString() : text + ", waiting: " + folded(hosts));
    }

    /** Folding ten thousand names takes 100 ms and more on a busy machine: the names may then be some seconds old. */
    private String folded(List<Host> hosts) {
        long version = outstanding.version();
        long now = nanos.getAsLong();
        if (version != waitingVersion && now - foldedAt >= PARTS * foldingTook) {
            waitingVersion = version;
            waiting = CleanText.line(Selection.fold(hosts));
            foldedAt = nanos.getAsLong();
            foldingTook = foldedAt - now;
        }
        return waiting;
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
        return columns < 1 ? "" : Widths.cut(text, columns);
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
