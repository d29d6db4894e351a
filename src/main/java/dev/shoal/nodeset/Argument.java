package dev.shoal.nodeset;

import java.util.Set;

/**
 * The text in the parentheses of {@code @exit(3)} and {@code @match(any text)}: everything up to the parenthesis that
 * closes them. A text with parentheses that do not pair needs quotes, {@code @match(":(")}.
 */
final class Argument {
    /** The sets of a run that take one. */
    private static final Set<String> TAKERS = Set.of("exit", "match");

    /** Longer than a run's number followed by one of them. */
    private static final int MAX_NAME = 30;

    private static final String QUOTES = "\"'";

    private Argument() {}

    /** Whether the parenthesis at this place begins an argument: {@code @match} or {@code @41:match} stands before it. */
    static boolean opensAt(String text, int parenthesis) {
        int start = parenthesis;
        while (start > 0 && parenthesis - start < MAX_NAME && isPartOfName(text.charAt(start - 1))) {
            start--;
        }
        var name = text.substring(start, parenthesis);
        int colon = name.indexOf(':');
        boolean isPlain = colon < 0 || RunSets.isNumber(name.substring(0, colon));
        return start > 0 && text.charAt(start - 1) == '@' && isPlain && TAKERS.contains(name.substring(colon + 1));
    }

    private static boolean isPartOfName(char c) {
        return c == ':' || Character.isLetterOrDigit(c);
    }

    /** Where the parenthesis is that closes the one at this place; -1 where none does. */
    static int end(String text, int parenthesis) {
        int first = parenthesis + 1;
        while (first < text.length() && Character.isWhitespace(text.charAt(first))) {
            first++;
        }
        boolean isQuoted = first < text.length() && QUOTES.indexOf(text.charAt(first)) >= 0;
        return isQuoted ? endOfQuoted(text, first) : endOfPlain(text, first);
    }

    private static int endOfQuoted(String text, int quote) {
        for (int end = text.indexOf(text.charAt(quote), quote + 1);
                end >= 0;
                end = text.indexOf(text.charAt(quote), end + 1)) {
            int at = end + 1;
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            if (at < text.length() && text.charAt(at) == ')') {
                return at;
            }
        }
        return -1;
    }

    private static int endOfPlain(String text, int from) {
        int depth = 1;
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0) {
                return at;
            }
        }
        return -1;
    }

    /** What the parentheses, which are part of the text, say: without blanks round it and without quotes. */
    static String value(String parentheses) {
        var inner = parentheses.substring(1, parentheses.length() - 1).strip();
        boolean isQuoted = inner.length() > 1
                && QUOTES.indexOf(inner.charAt(0)) >= 0
                && inner.charAt(0) == inner.charAt(inner.length() - 1);
        return isQuoted ? inner.substring(1, inner.length() - 1) : inner;
    }
}
