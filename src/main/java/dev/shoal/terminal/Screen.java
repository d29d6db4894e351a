package dev.shoal.terminal;

import org.jspecify.annotations.Nullable;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The two streams and the live line below them. Many threads may write; each text comes out whole, and the live line is out of
 * the way while it does.
 *
 * <p>Nothing is thrown when a reader goes away ({@code | head}): the first failure of stdout is kept in {@link #failure}, later
 * texts for stdout are not even made, and stderr goes on. The caller looks at {@code failure} in its ticks and at the end. A
 * stderr that cannot be written is given up silently.
 */
public final class Screen {
    /** The live line comes back by itself after a text, but no more often than this. */
    public static final long REDRAW_NANOS = Duration.ofMillis(100).toNanos();

    private static final String ERASE = "\r\u001b[K";

    private final Channel out;
    private final Channel err;
    private final LongSupplier nanos;
    private final OutputStream outStream;
    private final OutputStream errStream;

    /**
     * Guards the streams and all fields below. It is held while writing, since its purpose is that one thread writes at a
     * time: a reader that stops reading stops only the threads that write.
     */
    private final ReentrantLock lock = new ReentrantLock();

    private @Nullable IOException failure;
    private boolean errLost;
    private String live = "";
    private boolean drawn;
    private long drawnAt;

    /** Something that is written in one piece. */
    @FunctionalInterface
    public interface Text {
        /** Writes itself; neither flushes nor closes. A text for a terminal ends with a line feed. */
        void writeTo(OutputStream stream) throws IOException;

        static Text of(String text) {
            return stream -> stream.write(text.getBytes(UTF_8));
        }
    }

    /**
     * A screen on two channels.
     *
     * @param nanos the clock, as {@link System#nanoTime}
     */
    public Screen(Channel out, Channel err, LongSupplier nanos) {
        this.out = out;
        this.err = err;
        this.nanos = nanos;
        this.outStream = new BufferedOutputStream(out.stream(), 1 << 16);
        this.errStream = new BufferedOutputStream(err.stream());
    }

    /** Where stdout goes. */
    public Channel out() {
        return out;
    }

    /** Where stderr goes. */
    public Channel err() {
        return err;
    }

    /** Writes to stdout, and flushes it. */
    public void out(Text text) {
        lock.lock();
        try {
            if (failure == null) {
                if (out.isTerminal()) {
                    erase();
                }
                text.writeTo(outStream);
                outStream.flush();
            }
        } catch (IOException e) {
            failure = e;
        } finally {
            restore();
            lock.unlock();
        }
    }

    /** Writes to stderr, and flushes it. */
    public void err(Text text) {
        lock.lock();
        try {
            erase();
            toErr(text);
        } finally {
            restore();
            lock.unlock();
        }
    }

    /** Why stdout takes nothing any more; empty as long as it does. */
    public Optional<IOException> failure() {
        lock.lock();
        try {
            return Optional.ofNullable(failure);
        } finally {
            lock.unlock();
        }
    }

    /** Whether the reader of stdout has ended, as {@code head} does; else a failure means lost output, as on a full disk. */
    public boolean isReaderGone() {
        return failure()
                .map(e -> String.valueOf(e.getMessage())
                        .toLowerCase(Locale.ROOT)
                        .contains("pipe")) // the JVM does not give errno
                .orElse(false);
    }

    /** Shows the line, or removes it if it is empty; does nothing where stderr is not a terminal that can erase it. */
    public void live(Supplier<String> line) {
        lock.lock();
        try {
            live = err.end() == Channel.End.TERMINAL ? line.get() : "";
            if (live.isEmpty()) {
                erase();
            } else {
                draw();
            }
        } finally {
            lock.unlock();
        }
    }

    private void restore() {
        if (!drawn && nanos.getAsLong() - drawnAt >= REDRAW_NANOS) {
            draw();
        }
    }

    private void draw() {
        if (!live.isEmpty()) {
            toErr(Text.of(ERASE + live));
            drawn = true;
            drawnAt = nanos.getAsLong();
        }
    }

    private void erase() {
        if (drawn) {
            toErr(Text.of(ERASE));
            drawn = false;
        }
    }

    private void toErr(Text text) {
        try {
            if (!errLost) {
                text.writeTo(errStream);
                errStream.flush();
            }
        } catch (IOException e) {
            errLost = true;
        }
    }
}
