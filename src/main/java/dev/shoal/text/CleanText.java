package dev.shoal.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Makes what a host sent harmless for a terminal or a log, and shows what was there. Controls are shown as {@code \x1b},
 * bytes that are not UTF-8 as {@code \xff} one by one, characters that steer or hide text (bidirectional overrides, zero
 * width, tags, line separators, variation selectors where nothing varies) as <code>&#92;u{202e}</code>. A CR before LF is
 * dropped, any other shown as {@code \r}. TAB, LF and everything that can be seen stay. A zero-width joiner stays between
 * two emoji, which it makes one picture of, and is shown elsewhere, where it only hides a difference between two names.
 * Text in, text out, not reversible: who needs the exact bytes keeps the bytes.
 */
public final class CleanText {
    private static final int LONGEST_NAME = 200;
    private static final int PIECE = 1 << 16;
    private static final int LONGEST_EXCERPT = 80;

    private CleanText() {}

    /** Bytes that are a whole text, in UTF-8 as far as they are. */
    public static String of(byte[] bytes) {
        return of(bytes, 0, bytes.length);
    }

    /** Part of an array as a whole text. */
    public static String of(byte[] bytes, int offset, int length) {
        if (isPlain(bytes, offset, length)) {
            return new String(bytes, offset, length, ISO_8859_1);
        }
        var stream = new CleanStream();
        return stream.next(bytes, offset, length) + stream.end();
    }

    /**
     * Copies a text that may be too large for memory, line by line: how a line is cleaned does not depend on the lines before
     * it. A long line is cleaned in pieces.
     */
    public static void copy(InputStream source, OutputStream stream) throws IOException {
        var buffer = new byte[PIECE];
        int length = 0;
        for (int read; (read = source.readNBytes(buffer, length, PIECE - length)) > 0; ) {
            length += read;
            int end = length < PIECE ? length : afterLastLine(buffer, length);
            stream.write(of(Arrays.copyOf(buffer, end)).getBytes(UTF_8));
            length -= end;
            System.arraycopy(buffer, end, buffer, 0, length);
        }
        stream.write(of(Arrays.copyOf(buffer, length)).getBytes(UTF_8));
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

    /** A whole text of any number of lines. */
    public static String of(String text) {
        if (isPlain(text)) {
            return text;
        }
        var cleaner = new Cleaner(new StringBuilder(text.length() + 16));
        text.codePoints().forEach(cleaner::add);
        return cleaner.end();
    }

    /** A text that must stay one line: LF is shown as {@code \n}, TAB as {@code \t}. */
    public static String line(String text) {
        return of(text).replace("\n", "\\n").replace("\t", "\\t");
    }

    /** A name as messages show it: one line, at most 200 characters. */
    public static String name(String text) {
        return cut(line(text), LONGEST_NAME);
    }

    /** The first line of a foreign text as messages show it, at most 80 characters. */
    public static String excerpt(String text) {
        return cut(line(text.strip().lines().findFirst().orElse("")), LONGEST_EXCERPT);
    }

    private static String cut(String line, int longest) {
        return line.length() <= longest ? line : line.substring(0, longest) + "...";
    }

    /**
     * JSON with everything that {@link #of(String)} would show escaped as JSON does it: the same document, harmless where
     * the file is looked at.
     *
     * @param json whose writer has escaped the controls below U+0020
     */
    public static String json(String json) {
        if (isPlain(json)) {
            return json;
        }
        var harmless = new StringBuilder(json.length() + 16);
        json.codePoints().forEach(c -> {
            if (c < 0x7f || of(Character.toString(c)).codePointAt(0) == c) {
                harmless.appendCodePoint(c);
            } else {
                for (var half : Character.toChars(c)) {
                    harmless.append(String.format(Locale.ROOT, "\\u%04X", (int) half));
                }
            }
        });
        return harmless.toString();
    }

    /** Whether every byte is printable ASCII, TAB or LF: the usual case, left as it is. */
    static boolean isPlain(byte[] bytes, int offset, int length) {
        for (var i = offset; i < offset + length; i++) {
            var b = bytes[i];
            if (b < ' ' ? b != '\n' && b != '\t' : b == 0x7f) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c < ' ' ? c != '\n' && c != '\t' : c >= 0x7f) {
                return false;
            }
        }
        return true;
    }
}
