package dev.shoal.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The configuration as text to be shown: nothing in it is secret.
 *
 * @param values one for each key, and one for each name that was set of those that stand for many
 * @param files the files that were read, later ones winning
 */
public record Configured(List<Value> values, List<Path> files) {
    /** The origin of a default. */
    public static final String BUILT_IN = "built in";

    public Configured {
        values = List.copyOf(values);
        files = List.copyOf(files);
    }

    /**
     * A key and what it is.
     *
     * @param value empty where there is none
     * @param origin the file and line, the variable or the option that has set it; else {@link #BUILT_IN}
     */
    public record Value(String key, String value, String origin) {}

    /** The same with these defaults, for keys that are not set. */
    public Configured orElse(Map<String, String> defaults) {
        return new Configured(
                values.stream()
                        .map(value -> value.origin().equals(BUILT_IN) && defaults.containsKey(value.key())
                                ? new Value(value.key(), defaults.get(value.key()), BUILT_IN)
                                : value)
                        .toList(),
                files);
    }

    /** The same with other values for these keys, all from one origin. */
    public Configured with(Map<String, String> others, String origin) {
        return new Configured(
                values.stream()
                        .map(value -> others.containsKey(value.key())
                                ? new Value(value.key(), others.get(value.key()), origin)
                                : value)
                        .toList(),
                files);
    }

    /** The same without these files. */
    public Configured without(List<Path> unread) {
        return new Configured(
                values, files.stream().filter(file -> !unread.contains(file)).toList());
    }
}
