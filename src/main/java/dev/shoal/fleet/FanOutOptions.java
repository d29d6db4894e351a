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
 * @param keepBytes how much of a host's output is kept, both streams together; more is counted
 */
public record FanOutOptions(
        int fanout, Duration connectTimeout, Optional<Duration> timeout, Optional<Duration> deadline, int keepBytes) {
    /** 64 hosts at a time, 10 s to start, no other limit, 16 MiB of output per host. */
    public static final FanOutOptions DEFAULTS =
            new FanOutOptions(64, Duration.ofSeconds(10), Optional.empty(), Optional.empty(), 16 << 20);

    public FanOutOptions {
        if (fanout < 1) {
            throw new IllegalArgumentException("fanout " + fanout + " is less than 1");
        }
    }
}
