package dev.shoal.sources;

import dev.shoal.log.CleanText;

/** What a message shows of a foreign text: its first line, harmless and not too long. */
final class Shown {
    private static final int MOST = 80;

    private Shown() {}

    static String of(String text) {
        var line = CleanText.line(text.strip().lines().findFirst().orElse(""));
        return line.length() <= MOST ? line : line.substring(0, MOST) + "...";
    }
}
