package dev.shoal.sources;

import java.time.Duration;
import java.util.List;

/**
 * Where hosts come from besides {@code hosts.yaml}.
 *
 * @param specs in the order of precedence
 * @param timeout how long a program may take to answer
 * @param cache how long the answer of a program or a script is good
 */
public record SourcesOptions(List<SourceSpec> specs, Duration timeout, Duration cache) {
    public SourcesOptions {
        specs = List.copyOf(specs);
    }
}
