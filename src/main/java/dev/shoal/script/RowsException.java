package dev.shoal.script;

/** A mistake in the use of a result or of rows, such as a column that they do not have. The message is for the operator. */
public final class RowsException extends RuntimeException {
    /** A mistake; the message names the thing, the fact and the remedy. */
    public RowsException(String message) {
        super(message);
    }
}
