package dev.shoal.output;

import dev.shoal.text.CleanText;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Cleans a text that may be too large for memory. */
public final class CleanPieces {
    private static final int PIECE = 1 << 16;

    private CleanPieces() {}

    /** Line by line: what is cleaned in one line does not depend on those before it. A long line goes in pieces. */
    public static void write(InputStream source, OutputStream stream) throws IOException {
        var buffer = new byte[PIECE];
        int length = 0;
        for (int read; (read = source.readNBytes(buffer, length, PIECE - length)) > 0; ) {
            length += read;
            int end = length < PIECE ? length : afterLastLine(buffer, length);
            stream.write(CleanText.of(Arrays.copyOf(buffer, end)).getBytes(UTF_8));
            length -= end;
            System.arraycopy(buffer, end, buffer, 0, length);
        }
        stream.write(CleanText.of(Arrays.copyOf(buffer, length)).getBytes(UTF_8));
    }

    private static int afterLastLine(byte[] bytes, int length) {
        for (int i = length; i > 0; i--) {
            if (bytes[i - 1] == '\n') {
                return i;
            }
        }
        int end = length;
        while (end > length - 4 && (bytes[end - 1] & 0xc0) == 0x80) { // back to where a character begins
            end--;
        }
        return end > length - 4 && (bytes[end - 1] & 0xc0) == 0xc0 ? end - 1 : length;
    }
}
