package dev.shoal.transfer;

import dev.shoal.text.CleanText;
import dev.shoal.transport.Failure;
import dev.shoal.transport.Phase;
import dev.shoal.transport.TransportException;
import org.jspecify.annotations.Nullable;

/** Why a host's files were not moved, where the host itself did not say. */
final class Failures {
    private Failures() {}

    static TransportException of(String host, String problem) {
        return of(host, problem, null);
    }

    static TransportException of(String host, String problem, @Nullable Throwable cause) {
        return new TransportException(
                new Failure(Phase.TRANSFER, Failure.Kind.TRANSFER, host + ": " + CleanText.line(problem), ""), cause);
    }
}
