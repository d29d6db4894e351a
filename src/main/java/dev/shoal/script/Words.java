package dev.shoal.script;

import java.util.ArrayList;
import java.util.List;

/**
 * A text cut into words as a shell would: blanks part them, single and double quotes and the backslash hold them together.
 * A quote that is never closed holds the rest together.
 */
public final class Words {
    private Words() {}

    /**
     * One word.
     *
     * @param text without its quotes and backslashes
     * @param start where it begins in the text, as a 0-based offset
     * @param end behind its last character
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

    /** The text without its quotes where it is one quoted literal as a whole, else as it is. */
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
     * Where {@code wanted} first stands outside quotes, as a 0-based offset; -1 where it does not.
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
            if (c == '\'' || c == '"') {
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

    /** The offset of the closing quote, or the text's length where there is none. */
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

    /** Inside double quotes a backslash takes away the meaning of a quote and of itself, and of nothing else. */
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
