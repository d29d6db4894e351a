package dev.shoal.script;

/** A verb that Groovy called cannot do what it was asked for, or was stopped. The message is for the operator. */
public final class VerbFailure extends RuntimeException {
    /** Why. */
    public enum Reason {
        /** A mistake: nothing has run. */
        USAGE,
        /** {@code check: true}, and a host is not ok. */
        CHECK,
        /** The operator stopped the run, and with it what comes after. */
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
