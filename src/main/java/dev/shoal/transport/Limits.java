package dev.shoal.transport;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a command may take.
 *
 * @param start until when the host must have accepted it
 * @param run how long it may run from then on; empty is without limit
 */
public record Limits(Deadline start, Optional<Duration> run) {
    /** The deadline of a command that starts now. */
    public Deadline running() {
        return run.map(start::sameClock).orElseGet(start::never);
    }
}
