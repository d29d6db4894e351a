package dev.shoal.text;

import org.jline.utils.WCWidth;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How many columns of a terminal texts take. What is one sign to the reader is one here (a grapheme cluster, UAX 29): a family
 * of emoji or a flag takes two columns, as in terminals that draw it as one picture. In those that draw its parts side by side
 * the columns of that line are out of place, which cannot be known from here.
 */
public final class Widths {
    private static final Pattern CLUSTER = Pattern.compile("\\X");
    private static final int EMOJI_PRESENTATION = 0xfe0f;
    private static final String CUT = "…";

    private Widths() {}

    /** Of one line. JLine is only loaded for what is not ASCII. */
    public static int of(String line) {
        if (line.chars().allMatch(c -> c < 0x7f)) {
            return line.length();
        }
        int width = 0;
        for (var cluster = CLUSTER.matcher(line); cluster.find(); ) {
            width += ofCluster(cluster.group());
        }
        return width;
    }

    /** Of one character by itself. */
    public static int of(int codePoint) {
        if (codePoint < 0x7f) {
            return 1;
        }
        // JLine 3.30.6 counts one for those below U+10000
        return Character.isEmojiPresentation(codePoint) ? 2 : Math.max(0, WCWidth.wcwidth(codePoint));
    }

    private static int ofCluster(String cluster) {
        int first = cluster.codePointAt(0);
        return cluster.length() > 1
                        && (Character.isEmojiPresentation(first) || cluster.indexOf(EMOJI_PRESENTATION) >= 0)
                ? 2
                : cluster.codePoints().map(Widths::of).sum();
    }

    /** The line, or as much of it as fits into that width with {@code …} at its end; looks no further than that. */
    public static String cut(String line, int width) {
        int cut = 0;
        int used = 0;
        for (var cluster = CLUSTER.matcher(line); cluster.find(); ) {
            if (used < width) {
                cut = cluster.start();
            }
            used += ofCluster(cluster.group());
            if (used > width) {
                return line.substring(0, cut) + CUT;
            }
        }
        return line;
    }

    /** The line in pieces of at most that width, broken after blanks or commas if it can be; at least one piece. */
    public static List<String> wrapped(String line, int width) {
        if (of(line) <= width) {
            return List.of(line);
        }
        var pieces = new ArrayList<String>();
        int from = 0;
        for (int end = end(line, from, width); end < line.length(); end = end(line, from, width)) {
            pieces.add(line.substring(from, end).stripTrailing());
            from = end;
            while (from < line.length() && Character.isWhitespace(line.charAt(from))) {
                from++;
            }
        }
        if (from < line.length()) {
            pieces.add(line.substring(from));
        }
        return pieces;
    }

    /** Where the piece ends that begins there; past its beginning, unless that is the line's end. */
    private static int end(String line, int from, int width) {
        int used = 0;
        for (var cluster = CLUSTER.matcher(line).region(from, line.length()); cluster.find(); ) {
            used += ofCluster(cluster.group());
            if (used > width && cluster.start() > from) {
                var piece = line.substring(from, cluster.start() + 1);
                int blank = piece.lastIndexOf(' ');
                int comma = piece.lastIndexOf(',', piece.length() - 2);
                return blank > 0 ? from + blank : comma > 0 ? from + comma + 1 : cluster.start();
            }
        }
        return line.length();
    }
}
