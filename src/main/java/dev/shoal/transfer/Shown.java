package dev.shoal.transfer;

import dev.shoal.log.CleanText;

/** Names as messages show them. */
final class Shown {
    private static final int LONGEST = 200;

    private Shown() {}

    /** On one line, fit for a terminal, and not too long. */
    static String name(String text) {
        var line = CleanText.line(text).replace("\t", "\\t");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }
}
