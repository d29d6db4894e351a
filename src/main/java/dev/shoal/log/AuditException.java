package dev.shoal.log;

/** A run cannot be recorded, and without its record it must not run. The message names the file, the fact and the remedy. */
public final class AuditException extends Exception {
    AuditException(String message, Throwable cause) {
        super(message, cause);
    }
}
