package dev.shoal.output;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Cuts one host's stream into labelled lines. Keeps no more than one unfinished line, and of that no more than 64 KiB. */
final class LineCutter {
    static final int MAX_LINE = 1 << 16;

    private final byte[] label;
    private final UnaryOperator<byte[]> cleaning;
    private byte[] line = new byte[256];
    private int length;

    /**
     * A cutter for one stream.
     *
     * @param label what each line begins with
     * @param cleaning applied to each line, which has no line feed
     */
    LineCutter(byte[] label, UnaryOperator<byte[]> cleaning) {
        this.label = label;
        this.cleaning = cleaning;
    }

    /** The lines that these bytes complete, and pieces of a line that is too long. */
    byte[] take(byte[] bytes, int offset, int count) {
        var lines = new ByteArrayOutputStream(count + 64);
        int from = offset;
        int to = offset + count;
        while (from < to) {
            int full = Math.min(to, from + MAX_LINE - length);
            int end = lineFeed(bytes, from, Math.min(to, full + 1));
            boolean ends = end >= 0;
            append(bytes, from, ends ? end : full);
            if (ends) {
                emit(length, lines);
                from = end + 1;
            } else {
                from = full;
                if (from < to) {
                    emit(wholeCharacters(), lines);
                }
            }
        }
        return lines.toByteArray();
    }

    /** The unfinished line, as a line of its own; empty if there is none. */
    byte[] rest() {
        var lines = new ByteArrayOutputStream();
        if (length > 0) {
            emit(length, lines);
        }
        return lines.toByteArray();
    }

    private static int lineFeed(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private void append(byte[] bytes, int from, int to) {
        int needed = length + to - from;
        if (needed > line.length) {
            line = Arrays.copyOf(line, Math.min(MAX_LINE, Math.max(needed, 2 * line.length)));
        }
        System.arraycopy(bytes, from, line, length, to - from);
        length = needed;
    }

    private void emit(int end, ByteArrayOutputStream lines) {
        lines.writeBytes(label);
        lines.writeBytes(cleaning.apply(Arrays.copyOf(line, end)));
        lines.write('\n');
        length -= end;
        System.arraycopy(line, end, line, 0, length);
    }

    /** Where a full line is cut, so that no UTF-8 character is in two pieces. */
    private int wholeCharacters() {
        for (int back = 1; back <= 3; back++) {
            int lead = line[length - back] & 0xff;
            if (lead >= 0xc0) {
                int size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
                return size > back ? length - back : length;
            }
            if (lead < 0x80) {
                return length;
            }
        }
        return length;
    }
}
