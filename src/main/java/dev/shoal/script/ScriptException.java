package dev.shoal.script;

import org.jspecify.annotations.Nullable;

/** Something in Groovy that does not work, in words for its author: where, what, and what to write. May have several lines. */
public final class ScriptException extends Exception {
    private final boolean isMistake;

    /** A mistake of the author, found before anything ran. */
    public ScriptException(String message) {
        this(message, null, true);
    }

    /** As the other one, with a cause. */
    public ScriptException(String message, @Nullable Throwable cause) {
        this(message, cause, true);
    }

    ScriptException(String message, @Nullable Throwable cause, boolean isMistake) {
        super(message, cause);
        this.isMistake = isMistake;
    }

    /** Whether it was wrong as it was written, so that nothing of it has run; else it died while it ran. */
    public boolean isMistake() {
        return isMistake;
    }
}
