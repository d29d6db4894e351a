package dev.shoal.fleet;

import dev.shoal.inventory.Host;
import dev.shoal.transport.Failure;

import java.time.Duration;
import java.util.Optional;

/** The result of one host. A job yields exactly one per host in any case. */
public sealed interface HostResult<T> {
    /** The host's place in the job, from 0: results travel with it, and are listed in its order. */
    int index();

    Host host();

    /** From the host's turn to its end; zero where it had no turn. */
    Duration took();

    /** The task ended by itself; for a command the value is its Reply, with any exit status. */
    record Done<T>(int index, Host host, Duration took, T value) implements HostResult<T> {}

    /**
     * The task could not be done or was stopped; the failure has phase, kind and whether it may still run there. What had
     * come by then is kept in {@code partial}.
     */
    record Failed<T>(int index, Host host, Duration took, Failure failure, Optional<T> partial)
            implements HostResult<T> {}

    /** Nothing was sent to the host: cancelled, halted or out of time before its turn. */
    record NotStarted<T>(int index, Host host) implements HostResult<T> {
        @Override
        public Duration took() {
            return Duration.ZERO;
        }
    }
}
