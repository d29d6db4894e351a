package dev.shoal.posix;

import java.util.List;
import java.util.OptionalInt;

/**
 * A text for a POSIX shell, read as bash reads it: where it ends, and what its values may be. A value is a {@link #VALUE} in the
 * text.
 *
 * @param end whether a shell would ask for another line
 * @param problem why the end is in doubt; empty where it is not
 * @param places what each value may be, in the order of the text
 * @param pipe where Shoal's own pipe <code> |> </code> begins, which ends the text
 */
public record ShellText(End end, String problem, List<ShellPlace> places, OptionalInt pipe) {
    /** Holds the place of a value. No text has it: it is a noncharacter of Unicode. */
    public static final char VALUE = '\uFFFF';

    private static final String NO_SHELL = "no POSIX shell reads this, and something in it may need another line";

    public ShellText {
        places = List.copyOf(places);
    }

    /** Where a text ends. */
    public enum End {
        /** Here. */
        WHOLE,
        /** In a further line: quotes, a heredoc, brackets or a compound command are open, or the last line is continued. */
        OPEN,
        /** Shells may disagree; what follows must not run. */
        DOUBT
    }

    /** Reads the text. */
    public static ShellText of(String text) {
        var cursor = new Cursor(text);
        var places = new Places(cursor);
        var heredocs = new Heredocs(cursor, places);
        try {
            new Commands(cursor, places, heredocs).readAll();
            return new ShellText(
                    heredocs.isAnyPending() ? End.OPEN : End.WHOLE, "", places.found(), OptionalInt.empty());
        } catch (ShellEnd e) {
            return switch (e.kind()) {
                case PIPE -> {
                    var end = heredocs.isAnyPending() ? End.OPEN : End.WHOLE;
                    yield new ShellText(end, "", places.found(), OptionalInt.of(cursor.at()));
                }
                case OPEN -> read(End.OPEN, "", places, cursor);
                case DOUBT -> read(End.DOUBT, String.valueOf(e.getMessage()), places, cursor);
                case ERROR -> refused(text, places, cursor);
            };
        }
    }

    private static ShellText refused(String text, Places places, Cursor cursor) {
        var pipe = new Remainder(text).pipe(cursor.at());
        var isWhole = new Remainder(pipe.isPresent() ? text.substring(0, pipe.getAsInt()) : text).isWhole();
        var read = read(isWhole ? End.WHOLE : End.DOUBT, isWhole ? "" : NO_SHELL, places, cursor);
        return new ShellText(read.end(), read.problem(), read.places(), pipe);
    }

    private static ShellText read(End end, String problem, Places places, Cursor cursor) {
        places.markUnclear();
        while (!cursor.isAtEnd()) {
            if (cursor.peek() == VALUE) {
                places.take(ShellPlace.UNCLEAR);
            } else {
                cursor.advance();
            }
        }
        return new ShellText(end, problem, places.found(), OptionalInt.empty());
    }
}
