package dev.shoal.script;

import org.jspecify.annotations.Nullable;

/** An error in a script, a line or an expression. The message has the place, the error and what to write; it may have several lines. */
public final class ScriptException extends Exception {
    private final boolean isMistake;

    /** A mistake that was found before anything ran. */
    public ScriptException(String message) {
        this(message, null, true);
    }

    /** The same with a cause. */
    public ScriptException(String message, @Nullable Throwable cause) {
        this(message, cause, true);
    }

    ScriptException(String message, @Nullable Throwable cause, boolean isMistake) {
        super(message, cause);
        this.isMistake = isMistake;
    }

    /** The same error of a text that something has run before. */
    public ScriptException afterRun() {
        return new ScriptException(String.valueOf(getMessage()), this, false);
    }

    /** Whether the text itself is wrong, so that nothing of it has run; otherwise it failed while it ran. */
    public boolean isMistake() {
        return isMistake;
    }
}
