package dev.shoal.plugin;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What is known of a plugin before it is loaded.
 *
 * @param key what operators call it; see {@link PluginKey}
 * @param made what it is made from
 * @param timeout for each of its commands and for the whole of it on one host; empty where the usual ones hold
 * @param origin where that is said, as {@code conf/plugins.yaml:3:5}, or the file that was found
 */
public record PluginSetting(String key, Made made, Optional<Duration> timeout, String origin) {
    /** What a plugin is made from. */
    public sealed interface Made {
        /** A class on the plugins' class path, by its full name. */
        record OfClass(String name) implements Made {}

        /** A script. */
        record OfScript(Path file) implements Made {}

        /** Nothing: the key is taken, and this is why it cannot be used. */
        record Refused(String problem) implements Made {}
    }
}
