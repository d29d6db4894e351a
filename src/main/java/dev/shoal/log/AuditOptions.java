package dev.shoal.log;

import dev.shoal.text.Mask;

/**
 * How runs are recorded.
 *
 * @param required whether a run that cannot be recorded is refused
 * @param text how the command text of a run is recorded
 */
public record AuditOptions(boolean required, Text text) {
    /** How the command text of a run is recorded. */
    public enum Text {
        /** The text, with known secrets masked by {@link Mask}. */
        MASKED,
        /** The SHA-256 of the text: a known text can be found by it, and a short one can be guessed. */
        HASH
    }
}
