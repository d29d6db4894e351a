package dev.shoal.shell;

import dev.shoal.text.CleanText;

/**
 * One way to go on.
 *
 * @param text what the word would be, without quotes
 * @param help what it is; empty where the text is enough
 * @param group what it belongs to, as {@code verbs}: shown above the others of its kind
 * @param isWhole whether the word ends with it; a directory's name goes on
 */
public record Completion(String text, String help, String group, boolean isWhole) {
    public Completion {
        help = CleanText.line(help);
    }
}
