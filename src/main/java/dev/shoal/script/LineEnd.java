package dev.shoal.script;

/**
 * Whether a line ends where its text does.
 *
 * @param problem why that is in doubt, for an operator; empty where it is not
 */
public record LineEnd(Kind kind, String problem) {
    static final LineEnd WHOLE = new LineEnd(Kind.WHOLE, "");
    static final LineEnd OPEN = new LineEnd(Kind.OPEN, "");

    /** Whether. */
    public enum Kind {
        WHOLE,
        /** It goes on in the next line. */
        OPEN,
        /** It may go on: neither it nor what follows it may run. */
        DOUBT
    }
}
