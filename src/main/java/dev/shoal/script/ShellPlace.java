package dev.shoal.script;

/**
 * Where in a text for a POSIX shell one is, as far as quotes go (POSIX.1-2024, Shell Command Language 2.2, 2.3, 2.7.4).
 * Behind the first line of a heredoc it does not look any further: there quotes are letters, and <code>$(…)</code> runs
 * inside of them.
 */
final class ShellPlace {
    private static final String BEFORE_COMMENT = " \t\n;|&(";

    private char quote;
    private boolean hasHeredoc;
    private boolean isInHeredoc;

    /** What the author of a text would call the place. */
    enum Kind {
        FREE,
        QUOTED,
        HEREDOC
    }

    Kind kind() {
        if (isInHeredoc) {
            return Kind.HEREDOC;
        }
        return quote == 0 ? Kind.FREE : Kind.QUOTED;
    }

    /** Passes a character, or several that belong together, and returns where they end. */
    int pass(String text, int at) {
        var c = text.charAt(at);
        if (c == '\\' && quote != '\'' && at + 1 < text.length()) {
            return at + 2;
        }
        if (kind() == Kind.FREE) {
            if (text.startsWith("<<<", at)) {
                return at + 3;
            }
            if (c == '#' && (at == 0 || BEFORE_COMMENT.indexOf(text.charAt(at - 1)) >= 0)) {
                var end = text.indexOf('\n', at);
                return end < 0 ? text.length() : end;
            }
            hasHeredoc |= text.startsWith("<<", at);
            isInHeredoc = hasHeredoc && c == '\n';
        }
        quote = quoteAfter(c);
        return at + 1;
    }

    private char quoteAfter(char c) {
        if (quote == 0) {
            return c == '\'' || c == '"' ? c : 0;
        }
        return c == quote ? 0 : quote;
    }
}
