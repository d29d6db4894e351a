package dev.shoal.log;

/** A run was refused because it cannot be recorded in the audit log. The message has the file, the fact and the remedy. */
public final class AuditException extends Exception {
    AuditException(String message, Throwable cause) {
        super(message, cause);
    }
}
