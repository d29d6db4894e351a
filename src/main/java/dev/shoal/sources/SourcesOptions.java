package dev.shoal.sources;

import java.time.Duration;
import java.util.List;

/**
 * Where hosts come from beside {@code hosts.yaml}.
 *
 * @param specs in the order of precedence
 * @param timeout how long a program may take to answer
 * @param cache how long what a program or a script has said is good
 */
public record SourcesOptions(List<SourceSpec> specs, Duration timeout, Duration cache) {
    /** How long a program may take where nobody says. */
    public static final Duration TIMEOUT = Duration.ofSeconds(10);
    /** How long an answer is good where nobody says. */
    public static final Duration CACHE = Duration.ofMinutes(5);

    public SourcesOptions {
        specs = List.copyOf(specs);
    }
}
