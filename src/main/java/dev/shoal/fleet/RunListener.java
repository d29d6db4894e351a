package dev.shoal.fleet;

import dev.shoal.inventory.Host;
import dev.shoal.transport.Phase;

/**
 * Told of a run as it happens. Calls for one host are serial, calls for different hosts come from different threads at once.
 * Blocking in {@link #output} slows that host down, and nobody else.
 */
public interface RunListener<T> {
    /** A listener that listens to nothing. */
    static <T> RunListener<T> none() {
        return new RunListener<>() {};
    }

    /** Which of a command's streams. */
    enum Stream {
        OUT,
        ERR
    }

    /** The host has entered a phase; the first one says that its turn has come. */
    default void entered(int index, Host host, Phase phase) {}

    /** Bytes came; the array is only lent. */
    default void output(int index, Host host, Stream stream, byte[] bytes, int offset, int length) {}

    /** So many more bytes of files have been moved from or to the host. */
    default void moved(int index, Host host, long bytes) {}

    /** The host's result is in the book; the last call for this host. */
    default void finished(HostResult<T> result) {}
}
