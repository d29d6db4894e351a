package dev.shoal.shell;

import dev.shoal.text.CleanText;

import java.util.List;

/**
 * How a line may go on at its end.
 *
 * @param start where the word begins that is to be replaced, as an offset into the line
 * @param raw the word as it was typed so far
 * @param word the same without quotes
 * @param candidates each begins with {@code word}; those that could not be shown as they are, are left out
 * @param quoting what a word that holds blanks needs
 */
public record Completions(int start, String raw, String word, List<Completion> candidates, Quoting quoting) {
    public Completions {
        // what steers a terminal, hides or turns text would come raw into the line
        candidates = candidates.stream()
                .filter(one -> CleanText.line(one.text()).equals(one.text()))
                .toList();
    }

    /** How words are kept together. */
    public enum Quoting {
        /** By quotes, as in a shell. */
        WORDS,
        /** Not at all: the text is a nodeset, an option or Groovy. */
        NONE
    }

    static Completions none(String line) {
        return new Completions(line.length(), "", "", List.of(), Quoting.NONE);
    }

    /**
     * The text as it goes into the line.
     *
     * @param isWhole whether nothing more of the word follows, so that a quote is closed
     */
    public String typed(String text, boolean isWhole) {
        if (quoting == Quoting.NONE) {
            return text;
        }
        var quote = quote(text);
        if (quote.isEmpty()) {
            return text;
        }
        var inner = quote.equals("\"") ? text.replace("\\", "\\\\").replace("\"", "\\\"") : text;
        return quote + inner + (isWhole ? quote : "");
    }

    /** The quote that was typed already, or the one that the text needs. */
    private String quote(String text) {
        if (text.contains("'")) {
            return "\"";
        }
        if (raw.startsWith("'") || raw.startsWith("\"")) {
            return raw.substring(0, 1);
        }
        var needed = text.chars().anyMatch(c -> Character.isWhitespace(c) || c == '"' || c == '\\');
        return needed ? "'" : "";
    }
}
