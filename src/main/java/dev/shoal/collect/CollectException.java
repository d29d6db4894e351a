package dev.shoal.collect;

import dev.shoal.text.CleanText;

/** A reply of a host that cannot be used. The message is one line: the command, and what was found in its output. */
final class CollectException extends Exception {
    private static final int SHOWN = 100;

    CollectException(String message) {
        super(message);
    }

    /** For a line that does not have the form of the command's lines. */
    static CollectException unreadable(String command, String line) {
        return new CollectException(command + ": cannot read the line " + quoted(line));
    }

    /** The line in quotes, cleaned and not too long. */
    static String quoted(String line) {
        var clean = CleanText.line(line.strip());
        return '"' + (clean.length() <= SHOWN ? clean : clean.substring(0, SHOWN) + "…") + '"';
    }
}
