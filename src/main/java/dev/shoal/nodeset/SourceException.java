package dev.shoal.nodeset;

/** A place that hosts or groups come from could not be asked, or does not have what was wanted. */
public final class SourceException extends Exception {
    /** @param problem the thing, the fact and the remedy in one line */
    public SourceException(String problem) {
        super(problem);
    }

    /** The same, and why. */
    public SourceException(String problem, Throwable cause) {
        super(problem, cause);
    }

    /** The thing, the fact and the remedy in one line. */
    public String problem() {
        return String.valueOf(getMessage());
    }
}
