package dev.shoal.plugin.registry;

import dev.shoal.plugin.registry.PluginSetting.Given;
import dev.shoal.plugin.registry.PluginSetting.Source;
import dev.shoal.text.Durations;
import dev.shoal.text.Nearest;
import dev.shoal.text.ProblemsException;
import dev.shoal.yaml.Problems;
import dev.shoal.yaml.YamlDocument;
import dev.shoal.yaml.YamlNode;
import dev.shoal.yaml.YamlPosition;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code plugins.yaml}: keys, each with its class or script. A later file replaces the keys of an earlier one. */
public final class PluginsReader {
    private static final String SECTION = "plugins";
    private static final List<String> FIELDS = List.of("class", "script", "timeout", "params");
    private static final Pattern CLASS =
            Pattern.compile("[\\p{L}_$][\\p{L}\\p{Nd}_$]*(\\.[\\p{L}_$][\\p{L}\\p{Nd}_$]*)*");

    private final Path base;
    private final Path home;
    private final Problems problems;
    private final Map<String, PluginSetting> settings;

    private PluginsReader(Path base, Path home, Problems problems, Map<String, PluginSetting> settings) {
        this.base = base;
        this.home = home;
        this.problems = problems;
        this.settings = settings;
    }

    /**
     * The settings of all the files. Classes and scripts are not looked for: whether there is one shows when the plugin is first used. A
     * relative script path starts from the directory beside {@code plugins} of its layer: in {@code $SHOAL_HOME/conf} from
     * {@code $SHOAL_HOME}, elsewhere from the directory of the file.
     *
     * @param home what {@code ~} means
     * @throws ProblemsException if something in the files is wrong, or one cannot be read: all mistakes at once, as
     *     {@code plugins.yaml:3:5: raid timeout: ...}
     */
    public static List<PluginSetting> read(List<Path> files, Optional<Path> shoalHome, Path home)
            throws ProblemsException {
        var problems = new Problems();
        var settings = new LinkedHashMap<String, PluginSetting>();
        for (int i = 0; i < files.size(); i++) {
            var reader = new PluginsReader(base(files.get(i), shoalHome), home, problems, settings);
            YamlDocument.read(i, files.get(i), problems).ifPresent(reader::root);
        }
        problems.throwIfAny();
        return List.copyOf(settings.values());
    }

    private static Path base(Path file, Optional<Path> shoalHome) {
        var directory = file.toAbsolutePath().resolveSibling("");
        var conf = shoalHome.map(path -> path.toAbsolutePath().resolve("conf"));
        return conf.filter(directory::equals).isPresent() ? shoalHome.get().toAbsolutePath() : directory;
    }

    private void root(YamlNode root) {
        for (var section : root.entries("the file", "write plugins:")) {
            if (!section.key().equals(SECTION)) {
                problems.add(section.position(), section.key(), "unknown key: write plugins: and the keys below it");
            } else {
                section.value()
                        .entries(SECTION, "write each plugin as a key and a class, e.g. disk: com.acme.Disk")
                        .forEach(this::plugin);
            }
        }
    }

    private void plugin(YamlNode.Entry entry) {
        var key = entry.key();
        var place = entry.position();
        if (!PluginKey.isValid(key)) {
            problems.add(place, key, "not a valid plugin key; use " + PluginKey.RULE);
        } else if (entry.value().isEmpty()) {
            problems.add(place, key, "has no value: write a class, or {script: plugins/" + key + ".groovy}");
        } else if (entry.value() instanceof YamlNode.Scalar name) {
            source(key, name, "class")
                    .ifPresent(source ->
                            settings.put(key, new PluginSetting(key, source, Optional.empty(), place.toString())));
        } else if (entry.value() instanceof YamlNode.Mapping mapping) {
            fields(key, place, mapping.entries());
        } else {
            problems.add(entry.value().position(), key, "a list was found: write a class, or {script: FILE}");
        }
    }

    private void fields(String key, YamlPosition place, List<YamlNode.Entry> fields) {
        var found = new ArrayList<Source>();
        var params = new LinkedHashMap<String, Given>();
        var timeout = Optional.<Duration>empty();
        var sources = 0;
        for (var field : fields) {
            var name = key + " " + field.key();
            if (!FIELDS.contains(field.key())) {
                problems.add(field.position(), name, "unknown key" + nearest(field.key()));
            } else if (field.key().equals("params")) {
                params.putAll(params(name, field));
            } else if (!(field.value() instanceof YamlNode.Scalar value)
                    || field.value().isEmpty()) {
                problems.add(field.position(), name, "needs a single value");
            } else if (field.key().equals("timeout")) {
                timeout = timeout(name, value);
            } else {
                source(key, value, field.key()).ifPresent(found::add);
            }
            sources += field.key().equals("class") || field.key().equals("script") ? 1 : 0;
        }
        if (sources > 1 || fields.isEmpty()) {
            problems.add(
                    place,
                    key,
                    "write either class: or script:, " + (sources == 0 ? "neither" : "both") + " was found");
        } else if (sources == 0) {
            refine(new PluginSetting(key, new Source.AsFound(), params, timeout, place.toString()));
        } else if (found.size() == 1) {
            settings.put(key, new PluginSetting(key, found.getFirst(), params, timeout, place.toString()));
        }
    }

    private Map<String, Given> params(String name, YamlNode.Entry field) {
        var params = new LinkedHashMap<String, Given>();
        for (var entry : field.value().entries(name, "write a value for each parameter, e.g. {n: 10}")) {
            if (entry.value() instanceof YamlNode.Scalar value && !value.isEmpty()) {
                params.put(entry.key(), new Given(value.text(), value.position().toString()));
            } else {
                problems.add(entry.value().position(), name + " " + entry.key(), "needs a single value");
            }
        }
        return params;
    }

    /** Without class and script the other keys are for what an earlier file names, else for what is found under the key. */
    private void refine(PluginSetting refined) {
        settings.merge(refined.key(), refined, (earlier, _) -> {
            var params = new LinkedHashMap<>(earlier.params());
            params.putAll(refined.params());
            return new PluginSetting(
                    earlier.key(), earlier.source(), params, refined.timeout().or(earlier::timeout), earlier.origin());
        });
    }

    private static String nearest(String word) {
        return Nearest.to(word, FIELDS)
                .map(near -> ": did you mean " + near + "?")
                .orElse(": known are " + String.join(", ", FIELDS));
    }

    private Optional<Duration> timeout(String name, YamlNode.Scalar value) {
        try {
            var time = Durations.limit(value.text());
            if (time.isEmpty()) {
                problems.add(value.position(), name, "must be longer than 0; write a duration, e.g. 20s");
            }
            return time;
        } catch (IllegalArgumentException e) {
            problems.add(value.position(), name, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<Source> source(String key, YamlNode.Scalar value, String field) {
        var text = value.text();
        if (field.equals("script")) {
            return script(key, value);
        }
        if (CLASS.matcher(text).matches()) {
            return Optional.of(new Source.OfClass(text));
        }
        var path = text.endsWith(".groovy");
        problems.add(
                value.position(),
                key,
                "not a valid class name: " + text + "; write "
                        + (path ? "{script: " + text + "}" : "one, e.g. com.acme.Disk, or {script: FILE}"));
        return Optional.empty();
    }

    private Optional<Source> script(String key, YamlNode.Scalar value) {
        var text = value.text();
        try {
            if (text.endsWith(".groovy")) {
                var path = text.startsWith("~/") ? home.resolve(text.substring(2)) : base.resolve(text);
                return Optional.of(new Source.OfScript(path.normalize()));
            }
        } catch (InvalidPathException e) {
            problems.add(value.position(), key + " script", "not a valid path (" + e.getReason() + ")");
            return Optional.empty();
        }
        problems.add(value.position(), key + " script", "not a script: " + text + "; its name must end in .groovy");
        return Optional.empty();
    }
}
