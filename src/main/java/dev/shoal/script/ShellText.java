package dev.shoal.script;

import java.util.ArrayDeque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text for a POSIX shell, as far as one must know where it ends (POSIX.1-2024, Shell Command Language 2.2, 2.7.4). */
final class ShellText {
    private static final Pattern HEREDOC = Pattern.compile(
            "<<(?<tabs>-?)[ \\t]*(?:'(?<single>[^'\\n]+)'|\"(?<double>[^\"\\n]+)\"|(?<bare>[\\w.+/-]+))");

    private final String text;
    private final ArrayDeque<Heredoc> heredocs = new ArrayDeque<>();
    private int at;

    private ShellText(String text) {
        this.text = text;
    }

    private record Heredoc(String end, boolean skipsTabs) {}

    /** Whether a shell would ask for another line: a quote or heredoc is open, or the last line is continued. */
    static boolean isOpen(String text) {
        return new ShellText(text).opens();
    }

    private boolean opens() {
        while (at < text.length()) {
            var c = text.charAt(at);
            if (c == '\\') {
                if (at == text.length() - 1) {
                    return true;
                }
                at += 2;
            } else if (c == '\'' || c == '"') {
                at = Words.closing(text, at + 1, c);
                if (at == text.length()) {
                    return true;
                }
                at++;
            } else if (c == '\n' && !heredocs.isEmpty()) {
                if (!skipsHeredocs()) {
                    return true;
                }
            } else {
                passes();
            }
        }
        return !heredocs.isEmpty();
    }

    /** One character, or the start of a heredoc or here-string. */
    private void passes() {
        if (text.startsWith("<<<", at)) {
            at += 3;
            return;
        }
        var match = HEREDOC.matcher(text).region(at, text.length());
        if (match.lookingAt()) {
            heredocs.add(new Heredoc(word(match), !match.group("tabs").isEmpty()));
            at = match.end();
        } else {
            at++;
        }
    }

    private static String word(Matcher match) {
        if (match.group("single") != null) {
            return match.group("single");
        }
        return match.group("double") != null ? match.group("double") : match.group("bare");
    }

    /** Passes the bodies that begin behind this line feed; false where one is not closed. */
    private boolean skipsHeredocs() {
        at++;
        while (!heredocs.isEmpty()) {
            if (at >= text.length()) {
                return false;
            }
            var end = text.indexOf('\n', at) < 0 ? text.length() : text.indexOf('\n', at);
            var line = text.substring(at, end);
            var next = heredocs.getFirst();
            if ((next.skipsTabs() ? line.replaceFirst("^\t+", "") : line).equals(next.end())) {
                heredocs.removeFirst();
            }
            at = Math.min(end + 1, text.length());
        }
        return true;
    }
}
