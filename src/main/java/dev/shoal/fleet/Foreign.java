package dev.shoal.fleet;

import dev.shoal.inventory.Host;
import dev.shoal.transport.Deadline;
import dev.shoal.transport.Transport;
import org.apache.logging.log4j.Logger;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Code that is not ours, as a plugin's or a script's.
 *
 * @param name what messages call it, as {@code plugin disk}
 * @param limit how long it may take on one host; empty is without limit
 * @param own whether a line of a stack trace is its own source, so that messages can point there
 * @param log its own log, which gets what operators are spared
 */
public record Foreign(String name, Optional<Duration> limit, Predicate<StackTraceElement> own, Logger log) {
    /**
     * What it does on one host. One object per host.
     *
     * @param <T> what it answers
     */
    @FunctionalInterface
    public interface Work<T> {
        /**
         * Does it, on a platform thread of its own. Whatever comes of what it returns, as its conversion, belongs in here.
         *
         * @param start until when the first session must stand
         * @throws Exception whatever goes wrong; a {@link dev.shoal.transport.TransportException} is the host's result as it is
         */
        T run(Host host, Transport transport, Deadline start) throws Exception;

        /**
         * Closes what {@link #run} has opened and refuses it everything further: it was given up and may still be running.
         * From another thread; does not block long. Called more than once.
         */
        default void end() {}
    }
}
