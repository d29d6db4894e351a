package dev.shoal;

import dev.shoal.text.CleanText;

import java.io.IOException;
import java.io.OutputStream;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Takes what a plugin or script prints past us, and passes it on line by line, without control sequences. Very long lines are
 * parted. Used by one thread at a time.
 */
final class CleanedLines extends OutputStream {
    private static final int LONGEST = 8192;

    private final OutputStream to;
    private final byte[] line = new byte[LONGEST];
    private int length;

    CleanedLines(OutputStream to) {
        this.to = to;
    }

    @Override
    public void write(int b) throws IOException {
        if (b == '\n' || length == LONGEST) {
            end();
        }
        if (b != '\n') {
            line[length++] = (byte) b;
        }
    }

    private void end() throws IOException {
        to.write((CleanText.of(line, 0, length) + "\n").getBytes(UTF_8));
        to.flush();
        length = 0;
    }

    /** Passes on what has no end of line yet; leaves the underlying stream open. */
    @Override
    public void close() throws IOException {
        if (length > 0) {
            end();
        }
    }
}
