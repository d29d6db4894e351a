package dev.shoal.fleet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.util.Arrays;
import java.util.List;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * One stream's bytes as folding sees them: without the final line end, and without the carriage return of any line end. Blanks
 * at the end of a line and empty lines count. A view: the bytes are never copied to be compared. Immutable.
 */
public final class FoldText {
    /** Those of the host and never changed: a buffer in between makes a pass over them several times as long. */
    private final byte[] bytes;

    private final int end;
    private final Captured captured;
    private final int kept;
    private final boolean hasCrLf;
    private final int hash;

    FoldText(Captured captured) {
        this.captured = captured;
        this.bytes = captured.own();
        this.kept = bytes.length;
        this.end = endOf(bytes);
        int h = 1;
        boolean crLf = false;
        for (int i = 0; i < end; i++) {
            byte b = bytes[i];
            if (b == '\r' && startsCrLf(i)) {
                crLf = true;
            } else {
                h = 31 * h + b;
            }
        }
        this.hasCrLf = crLf;
        this.hash = h;
    }

    private static int endOf(byte[] bytes) {
        int end = bytes.length;
        if (end > 0 && bytes[end - 1] == '\n') {
            end--;
        }
        return end > 0 && bytes[end - 1] == '\r' ? end - 1 : end;
    }

    private boolean startsCrLf(int at) {
        return bytes[at] == '\r' && at + 1 < end && bytes[at + 1] == '\n';
    }

    /** Whether the host sent nothing at all; an empty line is something. */
    public boolean isEmpty() {
        return captured.isEmpty();
    }

    /** How many bytes there are to fold. */
    public int keptBytes() {
        return kept;
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
        if (!hasCrLf) {
            return Arrays.copyOf(bytes, end);
        }
        var copy = new ByteArrayOutputStream(end);
        for (int i = 0; i < end; i++) {
            if (!startsCrLf(i)) {
                copy.write(bytes[i]);
            }
        }
        return copy.toByteArray();
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
        if (!hasCrLf) {
            Channels.newChannel(stream).write(captured.buffer().limit(end));
            return;
        }
        for (int i = 0; i < end; i++) {
            if (!startsCrLf(i)) {
                stream.write(bytes[i]);
            }
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
        return captured.totalBytes() - kept;
    }

    private boolean sameBytes(FoldText that) {
        if (!hasCrLf && !that.hasCrLf) {
            return Arrays.equals(bytes, 0, end, that.bytes, 0, that.end);
        }
        int mine = skip(0);
        int other = that.skip(0);
        while (mine < end && other < that.end) {
            if (bytes[mine] != that.bytes[other]) {
                return false;
            }
            mine = skip(mine + 1);
            other = that.skip(other + 1);
        }
        return mine == end && other == that.end;
    }

    private int skip(int at) {
        return at < end && startsCrLf(at) ? at + 1 : at;
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
