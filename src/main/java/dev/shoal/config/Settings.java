package dev.shoal.config;

import dev.shoal.cli.Configured;
import dev.shoal.log.Collector;
import dev.shoal.text.Mask;
import dev.shoal.text.ProblemsException;
import dev.shoal.yaml.Problems;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The settings of all layers together, every value checked: for each key that of the last layer that sets it. Lowest first the layers
 * are the files, the environment's {@code SHOAL_*} and the words of {@code --set}.
 */
final class Settings {
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

    private final ConfigLayers layers;
    private final Problems problems;
    private final List<Setting> all = new ArrayList<>();
    private final Map<String, Setting> last = new TreeMap<>();
    private final List<String> warnings = new ArrayList<>();

    private Settings(ConfigLayers layers, Problems problems) {
        this.layers = layers;
        this.problems = problems;
    }

    /**
     * Reads all layers.
     *
     * @throws ProblemsException with every mistake in any layer, also where a later layer would win
     */
    static Settings read(ConfigFiles files, ConfigLayers layers) throws ProblemsException {
        var problems = new Problems();
        files.problems().forEach(problems::add);
        var settings = new Settings(layers, problems);
        for (int i = 0; i < files.settings().size(); i++) {
            settings.all.addAll(
                    YamlSettings.read(i, files.settings().get(i), layers, problems)); // loads libraries: see there
        }
        new TreeMap<>(layers.environment()).forEach(settings::addVariable);
        layers.assignments().forEach(settings::addAssignment);
        settings.all.forEach(setting -> setting.check(problems));
        problems.throwIfAny();
        settings.all.forEach(setting -> settings.last.put(setting.name(), setting));
        return settings;
    }

    /** An empty variable counts as not set. One that is not a key's may be another program's, so it is only warned of. */
    private void addVariable(String variable, String value) {
        if (!variable.startsWith(PREFIX)
                || RESERVED.contains(variable)
                || variable.startsWith(RESERVED_PREFIX)
                || value.isEmpty()) {
            return;
        }
        for (var key : Keys.ALL) {
            var name = key.nameOf(variable);
            if (name.isPresent()) {
                all.add(Setting.ofText(key, name.get(), value, variable, layers.home()));
                return;
            }
        }
        warnings.add(variable + ": unknown variable, ignored; " + Keys.adviceForVariable(variable));
    }

    private void addAssignment(String text) {
        int equals = text.indexOf('=');
        var name = text.substring(0, Math.max(0, equals)).strip();
        var key = Keys.called(name);
        if (equals < 1) {
            problems.add("--set " + text + ": not of the form KEY=VALUE, as --set fleet.fanout=16");
        } else if (key.isEmpty()) {
            problems.add("--set " + name + ": unknown key; " + Keys.advice(name));
        } else {
            all.add(Setting.ofText(key.get(), name, text.substring(equals + 1), "--set " + name, layers.home()));
        }
    }

    /** What the operator should know, although it does not stop a run. */
    List<String> warnings() {
        return warnings;
    }

    /** The value that a layer sets; empty if none does. */
    <T> Optional<T> find(Key<T> key) {
        return Optional.ofNullable(last.get(key.name())).map(key::read);
    }

    /** The value that a layer sets, or the default. */
    <T> T get(Key<T> key) {
        return find(key)
                .orElseGet(() ->
                        key.read(Setting.ofText(key, key.name(), key.byDefault(), Configured.BUILT_IN, layers.home())));
    }

    /** The values of a pattern's names, by what is in place of its star. */
    <T> Map<String, T> values(Key<T> pattern) {
        var values = new TreeMap<String, T>();
        last.forEach((name, setting) -> {
            if (pattern.isCalled(name)) {
                values.put(name.substring(pattern.stem().length()), pattern.read(setting));
            }
        });
        return values;
    }

    /** Every key as it is to be shown, in the order of documents; of a pattern the names that are set. */
    List<Configured.Value> shown() {
        var shown = new ArrayList<Configured.Value>();
        for (var key : Keys.ALL) {
            if (!key.isPattern() && !last.containsKey(key.name())) {
                shown.add(new Configured.Value(key.name(), key.byDefault(), Configured.BUILT_IN));
            }
            last.values().stream()
                    .filter(setting -> key.isCalled(setting.name()))
                    .map(setting -> new Configured.Value(setting.name(), shown(setting), setting.origin()))
                    .forEach(shown::add);
        }
        return shown;
    }

    /** Paths as they were understood, everything else as it was written. */
    private static String shown(Setting setting) {
        return Mask.text(
                switch (setting.key().read(setting)) {
                    case Path path -> path.toString();
                    case Optional<?> value
                    when value.orElse(null) instanceof Collector collector -> collector.toString();
                    case List<?> items -> items.stream().map(String::valueOf).collect(Collectors.joining(", "));
                    default -> String.join(", ", setting.items());
                });
    }
}
