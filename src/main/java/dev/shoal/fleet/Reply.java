package dev.shoal.fleet;

import dev.shoal.transport.Ending;

import java.util.Optional;

/**
 * Exit status, stdout and stderr of one command.
 *
 * @param ending how it ended by itself; empty where it was cut off
 */
public record Reply(Optional<Ending> ending, Captured out, Captured err) {
    /** Whether the host wrote nothing. */
    public boolean isSilent() {
        return out.isEmpty() && err.isEmpty();
    }

    /** Whether some of what the host sent was counted and not kept. */
    public boolean truncated() {
        return out.truncated() || err.truncated();
    }
}
