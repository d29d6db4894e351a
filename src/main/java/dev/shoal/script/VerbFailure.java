package dev.shoal.script;

/** The failure of a verb that Groovy called. The message is for the operator. */
public final class VerbFailure extends RuntimeException {
    /** The reason. */
    public enum Reason {
        /** A mistake: nothing has run. */
        USAGE,
        /** A host is not ok, and {@code check: true} was given. */
        CHECK,
        /** The operator stopped the run, and so the rest of the script. */
        STOPPED
    }

    private final Reason reason;

    public VerbFailure(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
