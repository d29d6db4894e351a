package dev.shoal.posix;

import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * A text that a POSIX shell refuses. Another kind of shell may accept it. It certainly ends here only if every quote and bracket
 * is closed and nothing looks like a heredoc or a block of another language.
 */
final class Remainder {
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
