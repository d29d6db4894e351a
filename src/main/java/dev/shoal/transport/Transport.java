package dev.shoal.transport;

/** A way to reach hosts. Implementations are safe for use by many threads. */
public sealed interface Transport permits SessionTransport {
    /** Its name in configuration and messages, as {@code ssh}. */
    String name();
}
