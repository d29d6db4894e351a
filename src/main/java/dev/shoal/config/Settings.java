package dev.shoal.config;

import dev.shoal.cli.Configured;
import dev.shoal.log.Collector;
import dev.shoal.text.Mask;
import dev.shoal.text.ProblemsException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What all layers together say, every value checked: for each key the last layer that says something of it. */
final class Settings {
    private final Map<String, Setting> last = new TreeMap<>();

    private final List<String> warnings;

    private Settings(List<Setting> all, List<String> warnings) {
        this.warnings = List.copyOf(warnings);
        all.forEach(setting -> last.put(setting.key(), setting));
    }

    /**
     * Reads the layers' files, then the environment, then {@code --set}.
     *
     * @throws ProblemsException with every mistake in any layer, also where a later layer would win
     */
    static Settings read(ConfigFiles files, ConfigLayers layers) throws ProblemsException {
        var problems = new ArrayList<>(files.problems());
        var all = new ArrayList<Setting>();
        for (var file : files.settings()) {
            var yaml = new YamlSettings(file, layers);
            problems.addAll(yaml.problems());
            all.addAll(yaml.settings());
        }
        var spoken = new SpokenSettings(layers);
        problems.addAll(spoken.problems());
        all.addAll(spoken.settings());
        all.forEach(setting -> check(setting).ifPresent(problems::add));
        if (!problems.isEmpty()) {
            throw new ProblemsException(problems);
        }
        return new Settings(all, spoken.warnings());
    }

    /** What the operator should know, although it keeps nothing from running. */
    List<String> warnings() {
        return warnings;
    }

    /** What the key is set to. */
    <T> Optional<T> value(Key<T> key) {
        return Optional.ofNullable(last.get(key.name())).map(key::read);
    }

    /** The values of a pattern's names, by what stands in place of its star. */
    <T> Map<String, T> values(Key<T> pattern) {
        var values = new TreeMap<String, T>();
        last.forEach((name, setting) -> {
            if (pattern.isCalled(name)) {
                values.put(name.substring(pattern.stem().length()), pattern.read(setting));
            }
        });
        return values;
    }

    /** Where each key that is set was set, by key. */
    Map<String, String> origins() {
        var origins = new TreeMap<String, String>();
        last.forEach((name, setting) -> origins.put(name, setting.origin().label()));
        return origins;
    }

    /** Every key as it is to be shown, in the order of documents; of a pattern the names that are set. */
    List<Configured.Value> shown() {
        var shown = new ArrayList<Configured.Value>();
        for (var key : Keys.ALL) {
            if (!key.isPattern() && !last.containsKey(key.name())) {
                shown.add(new Configured.Value(
                        key.name(), BuiltIn.VALUES.getOrDefault(key.name(), ""), Configured.BUILT_IN));
            }
            last.values().stream()
                    .filter(setting -> key.isCalled(setting.key()))
                    .map(setting -> new Configured.Value(
                            setting.key(), shown(key, setting), setting.origin().label()))
                    .forEach(shown::add);
        }
        return shown;
    }

    /** Paths as they were understood, everything else as it was written. */
    private static String shown(Key<?> key, Setting setting) {
        return Mask.text(
                switch (key.read(setting)) {
                    case Path path -> path.toString();
                    case Optional<?> value
                    when value.orElse(null) instanceof Collector collector -> collector.toString();
                    case List<?> items -> items.stream().map(String::valueOf).collect(Collectors.joining(", "));
                    default -> String.join(", ", setting.items());
                });
    }

    private static Optional<String> check(Setting setting) {
        try {
            Keys.called(setting.key()).orElseThrow().read(setting);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(setting.problem(String.valueOf(e.getMessage())));
        }
    }
}
