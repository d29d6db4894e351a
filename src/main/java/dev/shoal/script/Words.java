package dev.shoal.script;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a text into words like a shell: blanks separate words; single and double quotes, the backslash and
 * <code>#{…}</code> keep blanks inside a word. A <code>#{…}</code> stays unchanged. An unclosed quote extends to the end.
 */
public final class Words {
    private Words() {}

    /**
     * One word.
     *
     * @param text without its quotes and backslashes
     * @param start where it begins in the text, as a 0-based offset
     * @param end the offset after its last character
     */
    public record Word(String text, int start, int end) {}

    /** The words from left to right. */
    public static List<Word> of(String text) {
        var words = new ArrayList<Word>();
        var at = skipBlanks(text, 0);
        while (at < text.length()) {
            var word = word(text, at);
            words.add(word);
            at = skipBlanks(text, word.end());
        }
        return words;
    }

    /**
     * The text without blanks around it. A blank after a backslash stays, and so do blanks at the end of the last of several lines, which may
     * belong to a heredoc.
     */
    public static String stripped(String text) {
        var front = text.stripLeading();
        var plain = front.stripTrailing();
        if (plain.indexOf('\n') >= 0) {
            return front;
        }
        var backslashes = 0;
        while (backslashes < plain.length() && plain.charAt(plain.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        var keepsBlank =
                backslashes % 2 == 1 && plain.length() < front.length() && front.charAt(plain.length()) != '\n';
        return keepsBlank ? front.substring(0, plain.length() + 1) : plain;
    }

    /** Whether a quote is not closed or the last line is continued. */
    static boolean isOpen(String text) {
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '\\') {
                i++;
                if (i == text.length()) {
                    return true;
                }
            } else if (text.startsWith("#{", i)) {
                i = endOfValue(text, i) - 1;
            } else if (c == '\'' || c == '"') {
                i = closing(text, i + 1, c);
                if (i == text.length()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The text without its quotes if the whole text is one quoted literal; otherwise unchanged. */
    public static String unquoted(String text) {
        if (text.length() < 2) {
            return text;
        }
        var quote = text.charAt(0);
        if (quote != '\'' && quote != '"') {
            return text;
        }
        var word = word(text, 0);
        var closesAtEnd = closing(text, 1, quote) == text.length() - 1;
        return closesAtEnd ? word.text() : text;
    }

    /**
     * The 0-based offset of the first {@code wanted} outside quotes; -1 if there is none.
     */
    public static int indexOutsideQuotes(String text, String wanted) {
        for (int i = 0; i < text.length(); i++) {
            if (text.startsWith(wanted, i)) {
                return i;
            }
            var c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '\'' || c == '"') {
                i = closing(text, i + 1, c);
            }
        }
        return -1;
    }

    private static int skipBlanks(String text, int from) {
        var at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static Word word(String text, int start) {
        var plain = new StringBuilder();
        var at = start;
        while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
            var c = text.charAt(at);
            if (text.startsWith("\\#{", at)) {
                plain.append("\\#{"); // literal for who fills the word
                at += 3;
            } else if (text.startsWith("#{", at)) {
                var end = endOfValue(text, at);
                plain.append(text, at, end);
                at = end;
            } else if (c == '\'' || c == '"') {
                var end = closing(text, at + 1, c);
                plain.append(c == '"' ? unescaped(text, at + 1, end) : text.substring(at + 1, end));
                at = end + 1;
            } else if (c == '\\' && at + 1 < text.length()) {
                plain.append(text.charAt(at + 1));
                at += 2;
            } else {
                plain.append(c);
                at++;
            }
        }
        return new Word(plain.toString(), start, Math.min(at, text.length()));
    }

    /** Where a <code>#{…}</code> ends, including its blanks and quotes; an unclosed one ends with the text. */
    private static int endOfValue(String text, int start) {
        try {
            return Placeholders.closing(text, start) + 1;
        } catch (ScriptException e) { // reported when it is filled
            return text.length();
        }
    }

    /** The offset of the closing quote, or the text's length if it is not closed. */
    static int closing(String text, int from, char quote) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '\\' && quote == '"') {
                i++;
            } else if (text.charAt(i) == quote) {
                return i;
            }
        }
        return text.length();
    }

    /** Inside double quotes a backslash quotes only a double quote and itself. */
    private static String unescaped(String text, int from, int end) {
        var plain = new StringBuilder();
        for (int i = from; i < end; i++) {
            var c = text.charAt(i);
            if (c == '\\' && i + 1 < end && (text.charAt(i + 1) == '"' || text.charAt(i + 1) == '\\')) {
                i++;
                c = text.charAt(i);
            }
            plain.append(c);
        }
        return plain.toString();
    }
}
