package dev.shoal.fold;

import dev.shoal.fleet.Captured;
import dev.shoal.fleet.Spool;
import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.Arrays;
import java.util.List;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * One stream's bytes as folding sees them: without the final line end, and without the carriage return of any line end. Blanks
 * at the end of a line and empty lines count. A view: the bytes are never copied to be compared, and those that are in a file
 * are read again each time. Immutable.
 */
public final class FoldText {
    /** Those of the host and never changed: a buffer in between makes a pass over them several times as long. */
    private final byte @Nullable [] bytes;

    private final long end;
    private final Captured captured;
    private final boolean hasCrLf;
    private final int hash;

    FoldText(Captured captured) {
        this.captured = captured;
        this.bytes = captured.memory();
        var pass = bytes == null ? passOf(captured) : passOf(bytes);
        this.end = pass.end();
        this.hasCrLf = pass.hasCrLf();
        this.hash = pass.hash();
    }

    /** What one pass over the bytes finds. */
    private record Pass(long end, boolean hasCrLf, int hash) {}

    private static Pass passOf(byte[] bytes) {
        int end = endOf(bytes, bytes.length);
        int h = 1;
        boolean crLf = false;
        for (int i = 0; i < end; i++) {
            byte b = bytes[i];
            if (b == '\r' && i + 1 < end && bytes[i + 1] == '\n') {
                crLf = true;
            } else {
                h = 31 * h + b;
            }
        }
        return new Pass(end, crLf, h);
    }

    /** A carriage return is held back until what follows is known, and so is the line feed that may be the last byte. */
    private static Pass passOf(Captured captured) {
        long end = 0;
        int h = 1;
        boolean crLf = false;
        var held = new byte[2];
        int heldBytes = 0;
        var chunk = new byte[Spool.BLOCK];
        try (var stream = captured.stream()) {
            for (int read; (read = stream.read(chunk, 0, chunk.length)) >= 0; ) {
                for (int i = 0; i < read; i++) {
                    byte b = chunk[i];
                    if (heldBytes == 1 && held[0] == '\r' && b == '\n') {
                        held[heldBytes++] = b;
                        continue;
                    }
                    if (heldBytes == 2) {
                        crLf = true;
                        h = 31 * h + '\n';
                        end += 2;
                    } else if (heldBytes == 1) {
                        h = 31 * h + held[0];
                        end++;
                    }
                    heldBytes = 0;
                    if (b == '\r' || b == '\n') {
                        held[heldBytes++] = b;
                    } else {
                        h = 31 * h + b;
                        end++;
                    }
                }
            }
        } catch (IOException e) {
            throw Captured.unreadable(e);
        }
        return new Pass(end, crLf, h);
    }

    private static int endOf(byte[] bytes, int length) {
        int end = length;
        if (end > 0 && bytes[end - 1] == '\n') {
            end--;
        }
        return end > 0 && bytes[end - 1] == '\r' ? end - 1 : end;
    }

    private static boolean startsCrLf(byte[] bytes, int at, long end) {
        return bytes[at] == '\r' && at + 1 < end && bytes[at + 1] == '\n';
    }

    /** Whether the host sent nothing at all; an empty line is something. */
    public boolean isEmpty() {
        return captured.isEmpty();
    }

    /** How many bytes there are to fold. */
    public long keptBytes() {
        return captured.keptBytes();
    }

    /** How many bytes the host sent, kept or not. */
    public long totalBytes() {
        return captured.totalBytes();
    }

    /** Whether more came than was kept. */
    public boolean isTruncated() {
        return captured.truncated();
    }

    /** As {@link #writeTo} writes it. */
    public byte[] bytes() {
        if (bytes != null && !hasCrLf) {
            return Arrays.copyOf(bytes, (int) end);
        }
        try (var stream = stream()) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw Captured.unreadable(e);
        }
    }

    /** As {@link #writeTo} writes it. */
    public InputStream stream() {
        return new View(captured.stream(), end, hasCrLf);
    }

    /** The bytes without what folding leaves out. */
    private static final class View extends InputStream {
        private final InputStream source;
        private final boolean hasCrLf;
        private long left;
        private int next = -1;

        View(InputStream source, long end, boolean hasCrLf) {
            this.source = hasCrLf ? new BufferedInputStream(source, Spool.BLOCK) : source;
            this.left = end;
            this.hasCrLf = hasCrLf;
        }

        @Override
        public int read() throws IOException {
            int one = next >= 0 ? next : take();
            next = -1;
            if (one == '\r' && hasCrLf) {
                next = take();
                if (next == '\n') {
                    next = -1;
                    return '\n';
                }
            }
            return one;
        }

        private int take() throws IOException {
            return left-- > 0 ? source.read() : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (hasCrLf) {
                return super.read(into, offset, length);
            }
            int read = left <= 0 ? -1 : source.read(into, offset, (int) Math.min(length, left));
            left -= Math.max(0, read);
            return read;
        }

        @Override
        public void close() throws IOException {
            source.close();
        }
    }

    /** Its lines without their ends; none where the host sent nothing. */
    List<FoldLine> lines() {
        if (isEmpty()) {
            return List.of();
        }
        return Arrays.stream(new String(bytes(), ISO_8859_1).split("\n", -1))
                .map(line -> new FoldLine(line, line, List.of(), List.of(), List.of()))
                .toList();
    }

    /** The text as folding sees it, without a final line end. */
    public void writeTo(OutputStream stream) throws IOException {
        if (bytes != null && !hasCrLf) {
            // a channel, because a stream could change the array
            Channels.newChannel(stream)
                    .write(ByteBuffer.wrap(bytes, 0, (int) end).asReadOnlyBuffer());
            return;
        }
        try (var source = stream()) {
            source.transferTo(stream);
        }
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof FoldText that
                && hash == that.hash
                && isEmpty() == that.isEmpty()
                && dropped() == that.dropped()
                && sameBytes(that);
    }

    /** What was counted and not kept: texts of which different amounts are missing are not the same. */
    private long dropped() {
        return captured.totalBytes() - captured.keptBytes();
    }

    private boolean sameBytes(FoldText that) {
        if (bytes != null && that.bytes != null && !hasCrLf && !that.hasCrLf) {
            return Arrays.equals(bytes, 0, (int) end, that.bytes, 0, (int) that.end);
        }
        if (bytes != null && that.bytes != null) {
            return sameButForReturns(bytes, end, that.bytes, that.end);
        }
        try (var mine = stream();
                var theirs = that.stream()) {
            return Captured.same(mine, theirs);
        } catch (IOException e) {
            throw Captured.unreadable(e);
        }
    }

    private static boolean sameButForReturns(byte[] some, long end, byte[] others, long otherEnd) {
        int mine = skip(some, 0, end);
        int other = skip(others, 0, otherEnd);
        while (mine < end && other < otherEnd) {
            if (some[mine] != others[other]) {
                return false;
            }
            mine = skip(some, mine + 1, end);
            other = skip(others, other + 1, otherEnd);
        }
        return mine == end && other == otherEnd;
    }

    private static int skip(byte[] bytes, int at, long end) {
        return at < end && startsCrLf(bytes, at, end) ? at + 1 : at;
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
