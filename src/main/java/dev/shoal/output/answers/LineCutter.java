package dev.shoal.output.answers;

import dev.shoal.fleet.Capture;
import dev.shoal.fleet.Spool;
import dev.shoal.terminal.Screen;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts one host's stream into labelled lines. No line is ever broken: of an unfinished one 64 KiB are in memory, what is more is
 * written on at once where no other host can come between, and else waits in a file for its end.
 */
final class LineCutter {
    static final int MAX_IN_MEMORY = 1 << 16;
    /** A longer line ends there. */
    private static final long MAX_LINE = 1 << 30;

    private final byte[] label;
    private final Manner manner;
    private byte[] line = new byte[256];
    private int length;
    /** Whether some of the line has been written. */
    private boolean begun;

    private @Nullable Capture rest;
    private long restBytes;

    /** What becomes of lines. */
    interface Manner {
        /** Whether the beginning of a long line may be written before its end has come. */
        boolean passesOn();

        /** Where long lines wait. */
        Spool spool();

        /** A whole line that is in memory, without its line feed. */
        byte[] shown(byte[] line);

        /** The same of one that is not. */
        Screen.Text shown(Capture line);
    }

    /**
     * A cutter for one stream.
     *
     * @param label what each line begins with
     */
    LineCutter(byte[] label, Manner manner) {
        this.label = label;
        this.manner = manner;
    }

    /** The lines that these bytes complete. */
    List<Screen.Text> take(byte[] bytes, int offset, int count) {
        var texts = new ArrayList<Screen.Text>();
        var lines = new ByteArrayOutputStream(count + 64);
        int to = offset + count;
        for (int from = offset; from < to; ) {
            int end = lineFeed(bytes, from, to);
            append(bytes, from, end < 0 ? to : end, lines);
            if (end >= 0 || restBytes > MAX_LINE) {
                end(lines, texts);
                lines.write('\n');
            }
            from = end < 0 ? to : end + 1;
        }
        flush(lines, texts);
        return texts;
    }

    /** The unfinished line, without an end; empty if there is none. */
    List<Screen.Text> rest() {
        var texts = new ArrayList<Screen.Text>();
        if (length > 0 || rest != null) {
            var lines = new ByteArrayOutputStream();
            end(lines, texts);
            flush(lines, texts);
        }
        return texts;
    }

    private static int lineFeed(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private void append(byte[] bytes, int from, int to, ByteArrayOutputStream lines) {
        int needed = length + to - from;
        if (rest == null && needed <= MAX_IN_MEMORY) {
            if (needed > line.length) {
                line = Arrays.copyOf(line, Math.min(MAX_IN_MEMORY, Math.max(needed, 2 * line.length)));
            }
            System.arraycopy(bytes, from, line, length, to - from);
            length = needed;
        } else if (manner.passesOn()) {
            begin(lines);
            lines.write(line, 0, length);
            lines.write(bytes, from, to - from);
            length = 0;
        } else {
            var more = rest == null ? manner.spool().capture(2 * MAX_LINE - 1) : rest;
            more.add(line, 0, length);
            more.add(bytes, from, to - from);
            rest = more;
            restBytes += needed;
            length = 0;
        }
    }

    private void begin(ByteArrayOutputStream lines) {
        if (!begun) {
            lines.writeBytes(label);
            begun = true;
        }
    }

    private void end(ByteArrayOutputStream lines, List<Screen.Text> texts) {
        begin(lines);
        var more = rest;
        if (more == null) {
            lines.writeBytes(manner.shown(Arrays.copyOf(line, length)));
        } else {
            flush(lines, texts);
            texts.add(manner.shown(more));
        }
        rest = null;
        restBytes = 0;
        length = 0;
        begun = false;
    }

    private static void flush(ByteArrayOutputStream lines, List<Screen.Text> texts) {
        if (lines.size() > 0) {
            var bytes = lines.toByteArray();
            texts.add(stream -> stream.write(bytes));
            lines.reset();
        }
    }
}
