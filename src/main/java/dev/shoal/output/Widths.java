package dev.shoal.output;

import org.jline.utils.WCWidth;

import java.util.ArrayList;
import java.util.List;

/** How many columns of a terminal texts take. */
final class Widths {
    private Widths() {}

    /** Of one line. JLine is only loaded for what is not ASCII. */
    static int of(String line) {
        return line.chars().allMatch(c -> c < 0x7f)
                ? line.length()
                : line.codePoints().map(Widths::of).sum();
    }

    /** Of one character. */
    static int of(int codePoint) {
        return codePoint < 0x7f ? 1 : Math.max(0, WCWidth.wcwidth(codePoint));
    }

    /** The line, or as much of it as fits into that width with {@code …} at its end; looks no further than that. */
    static String cut(String line, int width) {
        int cut = 0;
        int used = 0;
        for (int end = 0; end < line.length(); end += Character.charCount(line.codePointAt(end))) {
            if (used < width) {
                cut = end;
            }
            used += of(line.codePointAt(end));
            if (used > width) {
                return line.substring(0, cut) + "…";
            }
        }
        return line;
    }

    /** The line in pieces of at most that width, broken behind blanks where there are some; at least one piece. */
    static List<String> wrapped(String line, int width) {
        var pieces = new ArrayList<String>();
        var rest = line;
        while (of(rest) > width) {
            int end = end(rest, width);
            pieces.add(rest.substring(0, end).stripTrailing());
            rest = rest.substring(end).stripLeading();
        }
        if (!rest.isEmpty() || pieces.isEmpty()) {
            pieces.add(rest);
        }
        return pieces;
    }

    /** Where a piece of the line ends, as an offset past 0. */
    private static int end(String line, int width) {
        int end = 0;
        for (int used = 0; end < line.length(); end += Character.charCount(line.codePointAt(end))) {
            used += of(line.codePointAt(end));
            if (used > width && end > 0) {
                break;
            }
        }
        int blank = line.lastIndexOf(' ', end);
        return blank > 0 ? blank : end;
    }
}
