package dev.shoal.fleet;

import dev.shoal.inventory.Host;
import dev.shoal.transport.Phase;

import java.util.List;

/**
 * Follows a run while it happens. Calls for one host are serial, calls for different hosts come from different threads at once.
 * Blocking in {@link #output} slows that host down and no other.
 *
 * @param <T> what the task returns for one host
 */
public interface RunListener<T> {
    /** Passes each call on to these listeners, one after the other. */
    static <T> RunListener<T> all(List<RunListener<T>> listeners) {
        return new RunListener<>() {
            @Override
            public void entered(int index, Host host, Phase phase) {
                listeners.forEach(listener -> listener.entered(index, host, phase));
            }

            @Override
            public void output(int index, Host host, Stream stream, byte[] bytes, int offset, int length) {
                listeners.forEach(listener -> listener.output(index, host, stream, bytes, offset, length));
            }

            @Override
            public void moved(int index, Host host, long bytes) {
                listeners.forEach(listener -> listener.moved(index, host, bytes));
            }

            @Override
            public void finished(HostResult<T> result) {
                listeners.forEach(listener -> listener.finished(result));
            }
        };
    }

    /** Which of a command's streams. */
    enum Stream {
        OUT,
        ERR
    }

    /** The host has entered a phase; the first call means that the host has been started. */
    default void entered(int index, Host host, Phase phase) {}

    /** The host sent these bytes; the array is only lent. */
    default void output(int index, Host host, Stream stream, byte[] bytes, int offset, int length) {}

    /** So many more bytes of files have been moved from or to the host. */
    default void moved(int index, Host host, long bytes) {}

    /** The host's result is known; the last call for this host. */
    default void finished(HostResult<T> result) {}
}
