package dev.shoal.transport;

import org.jspecify.annotations.Nullable;

/** A host could not be reached, or a command did not end by itself. Becomes a result in {@code fleet}, in one place. */
public final class TransportException extends Exception {
    private final transient Failure failure;

    public TransportException(Failure failure) {
        this(failure, null);
    }

    public TransportException(Failure failure, @Nullable Throwable cause) {
        super(failure.message(), cause);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
