package dev.shoal.transport;

/**
 * An operator's mistake in how hosts are to be reached, found before anything runs: a missing key file, a wrong pass phrase, a
 * broken file of {@code -F}. The message is one line, ready to be shown, and holds no secret.
 */
public final class SetupException extends Exception {
    public SetupException(String message) {
        super(message);
    }

    public SetupException(String message, Throwable cause) {
        super(message, cause);
    }
}
