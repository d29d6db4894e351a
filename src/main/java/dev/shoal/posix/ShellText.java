package dev.shoal.posix;

import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;

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

    /**
     * A text that a POSIX shell refuses. Another kind of shell may accept it. It certainly ends here only if every quote and bracket
     * is closed and nothing looks like a heredoc or a block of another language.
     */
    private static final class Remainder {
        private static final Pattern OPENERS = Pattern.compile(
                "(?:^|[;&|\\n])\\s*(?:foreach|switch|begin|repeat|function|while|until|if|for|select|case)\\b");
        private static final Pattern CLOSERS = Pattern.compile("\\b(?:end|endif|endsw|done|fi|esac)\\b|}");

        private final String text;
        private boolean isClear = true;
        private int at;

        Remainder(String text) {
            this.text = text;
        }

        /** Where Shoal's own pipe begins, from this offset on; empty if there is none. */
        OptionalInt pipe(int from) {
            for (read(); at < text.length(); read()) {
                if (at >= from) {
                    return OptionalInt.of(at);
                }
                at++;
            }
            return OptionalInt.empty();
        }

        /** Whether the text is certainly complete. */
        boolean isWhole() {
            at = 0;
            var open = 0;
            while (at < text.length()) {
                var c = text.charAt(at);
                open += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
                pass();
            }
            return isClear
                    && open <= 0
                    && OPENERS.matcher(text).results().count()
                            <= CLOSERS.matcher(text).results().count();
        }

        /** Up to the next pipe. */
        private void read() {
            while (at < text.length() && !isPipe()) {
                pass();
            }
        }

        private boolean isPipe() {
            return text.startsWith(" |> ", at) || (text.startsWith(" |>", at) && at + 3 == text.length());
        }

        /** Passes one character, or several that belong together. */
        private void pass() {
            var c = text.charAt(at);
            if (c == '\'' || c == '"' || c == '`') {
                skipTo(c);
            } else if (c == '#' && (at == 0 || Words.METACHARACTERS.indexOf(text.charAt(at - 1)) >= 0)) {
                var end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (text.startsWith("<<<", at)) {
                at += 3;
            } else {
                isClear &= !text.startsWith("<<", at) && !(c == '\\' && at + 1 == text.length());
                at += c == '\\' ? 2 : 1;
            }
        }

        private void skipTo(char quote) {
            at++;
            while (at < text.length() && text.charAt(at) != quote) {
                at += quote == '"' && text.charAt(at) == '\\' ? 2 : 1;
            }
            isClear &= at < text.length();
            at++;
        }
    }
}
