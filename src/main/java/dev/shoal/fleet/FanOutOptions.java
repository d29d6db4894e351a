package dev.shoal.fleet;

import java.time.Duration;
import java.util.Optional;

/**
 * How a job is spread over its hosts.
 *
 * @param fanout hosts at a time, at least 1
 * @param connectTimeout per host, until the command has started
 * @param timeout per host, for the command; empty is none
 * @param deadline for the whole run; empty is none
 * @param keepBytes how much of each of a host's two streams is kept; more is counted
 */
public record FanOutOptions(
        int fanout, Duration connectTimeout, Optional<Duration> timeout, Optional<Duration> deadline, long keepBytes) {
    /** The same, with so much of each stream kept. */
    public FanOutOptions keeping(long bytes) {
        return new FanOutOptions(fanout, connectTimeout, timeout, deadline, bytes);
    }

    public FanOutOptions {
        if (fanout < 1) {
            throw new IllegalArgumentException("fanout " + fanout + " is less than 1");
        }
    }
}
