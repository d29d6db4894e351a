package dev.shoal.collect;

import dev.shoal.text.CleanText;

/** A host has answered something that tells nothing. The message is one line: what was asked, and what was found. */
final class CollectException extends Exception {
    private static final int SHOWN = 100;

    CollectException(String message) {
        super(message);
    }

    /** A line does not have the form that the command's lines have. */
    static CollectException unreadable(String command, String line) {
        return new CollectException(command + ": cannot read the line " + quoted(line));
    }

    /** The line in quotes, harmless and not too long. */
    static String quoted(String line) {
        var clean = CleanText.line(line.strip());
        return '"' + (clean.length() <= SHOWN ? clean : clean.substring(0, SHOWN) + "…") + '"';
    }
}
