package dev.shoal.transport;

/**
 * Receives what happens on one host while a session is opened and used. Called serially per host, from threads of the
 * transport; blocking is back-pressure. An array is only lent: copy what is to be kept.
 */
@FunctionalInterface
public interface Receiver {
    /** The host has entered this phase. Must not block. */
    void entered(Phase phase);

    /** The command wrote these bytes to stdout. */
    default void out(byte[] bytes, int offset, int length) {}

    /** The command wrote these bytes to stderr. */
    default void err(byte[] bytes, int offset, int length) {}

    /** So many more bytes of files have been moved from or to the host. */
    default void moved(long bytes) {}
}
