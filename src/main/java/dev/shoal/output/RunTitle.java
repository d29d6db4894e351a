package dev.shoal.output;

import java.time.Instant;

/**
 * What a run was, apart from its results.
 *
 * @param run its number
 * @param at when it started
 * @param target its hosts, folded
 * @param command what was asked of them
 */
public record RunTitle(long run, Instant at, String target, String command) {
    /** The same run, of which this was asked. */
    public RunTitle asked(String other) {
        return new RunTitle(run, at, target, other);
    }
}
