package dev.shoal.plugin.registry;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A plugin as it is configured or found, before it is loaded.
 *
 * @param key its name for operators; see {@link PluginKey}
 * @param source what it is made from
 * @param params what it sets of the parameters, by name; the plugin decides whether they are valid
 * @param timeout the limit of each of its commands, and of the whole plugin on one host; empty for the defaults
 * @param origin where it comes from: {@code conf/plugins.yaml:3:5}, or the file that was found
 */
public record PluginSetting(
        String key, Source source, Map<String, Given> params, Optional<Duration> timeout, String origin) {
    public PluginSetting {
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
    }

    /** Without parameters. */
    public PluginSetting(String key, Source source, Optional<Duration> timeout, String origin) {
        this(key, source, Map.of(), timeout, origin);
    }

    /**
     * The value of a parameter as it is written.
     *
     * @param origin {@code conf/plugins.yaml:3:20}
     */
    public record Given(String text, String origin) {}

    /** What a plugin is made from. */
    public sealed interface Source {
        /** A class on the plugins' class path, by its full name. */
        record OfClass(String name) implements Source {}

        /** A script. */
        record OfScript(Path file) implements Source {}

        /** What is found under the key without the configuration. */
        record AsFound() implements Source {}

        /** Nothing, because of this problem; the key is reserved. */
        record Refused(String problem) implements Source {}
    }
}
