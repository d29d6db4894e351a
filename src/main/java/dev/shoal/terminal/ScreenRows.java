package dev.shoal.terminal;

import dev.shoal.text.Widths;

import java.util.regex.Pattern;

/**
 * The rows that text takes on a terminal, which breaks long lines.
 *
 * @param columns of the terminal, at least one
 */
public record ScreenRows(int columns) {
    private static final int TAB = 8;

    private static final char ESCAPE = '\u001b';

    /** Ours alone: what hosts sent is clean on a terminal. */
    private static final Pattern COLOUR = Pattern.compile(ESCAPE + "\\[[0-9;]*m");

    /** The rows of a text of lines that each end with a line feed; those past {@code most} are not counted. */
    public int of(String text, int most) {
        int rows = 0;
        int end;
        for (int at = 0; at < text.length() && rows < most; at = end + 1) {
            end = text.indexOf('\n', at);
            end = end < 0 ? text.length() : end;
            rows += ofLine(text.substring(at, end));
        }
        return Math.min(rows, most);
    }

    /** The rows of one line, which may have colours. */
    public int ofLine(String painted) {
        var line = plain(painted);
        int width = line.indexOf('\t') < 0 ? Widths.of(line) : line.codePoints().reduce(0, ScreenRows::advance);
        return Math.max(1, (width + columns - 1) / columns);
    }

    /** The line without colours. */
    public static String plain(String painted) {
        return painted.indexOf(ESCAPE) < 0 ? painted : COLOUR.matcher(painted).replaceAll("");
    }

    /** The column after the character. */
    public static int advance(int column, int codePoint) {
        return codePoint == '\t' ? (column / TAB + 1) * TAB : column + Widths.of(codePoint);
    }
}
