package dev.shoal.log;

import dev.shoal.text.Mask;

/**
 * How runs are recorded.
 *
 * @param required whether nothing runs where that cannot be recorded
 * @param text what the record has of the text of a run
 */
public record AuditOptions(boolean required, Text text) {
    /** What the record has of the text of a run. */
    public enum Text {
        /** The text, secrets masked as far as {@link Mask} knows them. */
        MASKED,
        /** Its SHA-256: a text that is known can be found by it, and a short one guessed. */
        HASH
    }
}
