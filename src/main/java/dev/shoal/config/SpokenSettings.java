package dev.shoal.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The layers that are not files: the environment's {@code SHOAL_*}, then {@code --set}. Lists are separated by commas. */
final class SpokenSettings {
    private static final String PREFIX = "SHOAL_";
    private static final Set<String> RESERVED = Set.of(
            "SHOAL_HOME",
            "SHOAL_JAVA_HOME",
            "SHOAL_OPTS",
            "SHOAL_CONF",
            "SHOAL_PASSPHRASE",
            "SHOAL_PASSWORD",
            "SHOAL_INSTALL",
            "SHOAL_REQUIRE");
    private static final String RESERVED_PREFIX = "SHOAL_DEMO";

    private final Path home;
    private final List<Setting> settings = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    SpokenSettings(ConfigLayers layers) {
        home = layers.home();
        new TreeMap<>(layers.environment()).forEach(this::takeVariable);
        layers.assignments().forEach(this::takeAssignment);
    }

    /** Later ones win. */
    List<Setting> settings() {
        return settings;
    }

    List<String> problems() {
        return problems;
    }

    /** Variables that no key has: another program may own them, so they do not keep Shoal from starting. */
    List<String> warnings() {
        return warnings;
    }

    /** A variable that is empty says nothing. */
    private void takeVariable(String name, String value) {
        if (!name.startsWith(PREFIX)
                || RESERVED.contains(name)
                || name.startsWith(RESERVED_PREFIX)
                || value.isEmpty()) {
            return;
        }
        for (var key : Keys.ALL) {
            if (name.equals(key.variable()) && !key.isPattern()) {
                add(key, key.name(), value, name);
                return;
            }
            if (key.isPattern()
                    && name.startsWith(key.variable())
                    && name.length() > key.variable().length()) {
                var rest = name.substring(key.variable().length());
                add(key, key.stem() + rest.toLowerCase(Locale.ROOT).replace('_', '.'), value, name);
                return;
            }
        }
        warnings.add(name + ": unknown variable, ignored; " + NearestKey.adviceForVariable(name));
    }

    private void takeAssignment(String text) {
        var equals = text.indexOf('=');
        if (equals < 1) {
            problems.add("--set " + text + ": wants KEY=VALUE, as --set fleet.fanout=16");
            return;
        }
        var name = text.substring(0, equals).strip();
        Optional<Key<?>> key = Keys.called(name);
        if (key.isEmpty()) {
            problems.add("--set " + name + ": no such key; " + NearestKey.advice(name));
            return;
        }
        add(key.get(), name, text.substring(equals + 1), "--set " + name);
    }

    private void add(Key<?> key, String name, String value, String label) {
        var isList = key.shape() == Key.Shape.LIST;
        var items = isList ? split(value) : List.of(value);
        settings.add(new Setting(
                name, items, isList, new Origin(label, true, Path.of("").toAbsolutePath(), home)));
    }

    private static List<String> split(String value) {
        return value.isBlank()
                ? List.of()
                : List.of(value.split(",", -1)).stream().map(String::strip).toList();
    }
}
