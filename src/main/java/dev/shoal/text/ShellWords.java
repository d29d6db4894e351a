package dev.shoal.text;

import java.util.ArrayList;
import java.util.List;

/** Cuts a line into words as a shell does: quotes and backslashes hold them together. */
public final class ShellWords {
    private final String text;
    private final boolean hasComments;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean isOpen;

    private ShellWords(String text, boolean hasComments) {
        this.text = text;
        this.hasComments = hasComments;
    }

    /**
     * The words without their quotes.
     *
     * @param hasComments whether a {@code #} outside quotes ends the line, within a word, too
     * @throws IllegalArgumentException where a quote is not closed
     */
    public static List<String> of(String text, boolean hasComments) {
        return new ShellWords(text, hasComments).cut();
    }

    /** The word between single quotes, in which every shell of the POSIX family takes each character as it is. */
    public static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    private List<String> cut() {
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (hasComments && c == '#') {
                break;
            }
            at = Character.isWhitespace(c) ? endWord(at) : c == '\'' || c == '"' ? quoted(at, c) : plain(at, c);
        }
        endWord(at);
        return words;
    }

    private int endWord(int at) {
        if (isOpen) {
            words.add(word.toString());
            word.setLength(0);
            isOpen = false;
        }
        return at + 1;
    }

    private int plain(int at, char c) {
        isOpen = true;
        boolean isEscape = c == '\\' && at + 1 < text.length();
        word.append(isEscape ? text.charAt(at + 1) : c);
        return at + (isEscape ? 2 : 1);
    }

    /** Inside double quotes a backslash holds a quote or itself. */
    private int quoted(int start, char quote) {
        isOpen = true;
        for (int at = start + 1; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == quote) {
                return at + 1;
            }
            boolean isEscape =
                    quote == '"' && c == '\\' && at + 1 < text.length() && "\"\\".indexOf(text.charAt(at + 1)) >= 0;
            word.append(isEscape ? text.charAt(++at) : c);
        }
        throw new IllegalArgumentException("a quote is not closed");
    }
}
