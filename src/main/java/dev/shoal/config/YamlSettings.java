package dev.shoal.config;

import dev.shoal.yaml.Problems;
import dev.shoal.yaml.YamlDocument;
import dev.shoal.yaml.YamlNode;
import dev.shoal.yaml.YamlPosition;
import org.apache.commons.configuration2.BaseConfiguration;
import org.apache.commons.configuration2.interpol.ConfigurationInterpolator;
import org.apache.commons.configuration2.interpol.DefaultLookups;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One shoal.yaml as a layer: its values, by dotted names, in a configuration of Commons Configuration, which fills in
 * <code>${env:X}</code>, <code>${sys:X}</code> and <code>${file:UTF-8:/path}</code> when they are read. The layers are put together in
 * {@link Settings}: the library's own CombinedConfiguration does not tell which of several layers a value comes from.
 *
 * <p>Loading this class loads two libraries, so it is used only where there is such a file.
 */
final class YamlSettings {
    private final ConfigLayers layers;
    private final Problems problems;
    private final Path directory;
    private final BaseConfiguration values = new BaseConfiguration();
    private final List<Setting> settings = new ArrayList<>();
    private final Map<String, YamlPosition> positions = new HashMap<>();
    /** The variables that the library's lookups did not find since the last value. */
    private final Set<String> missing = new LinkedHashSet<>();

    private YamlSettings(Path file, ConfigLayers layers, Problems problems) {
        this.layers = layers;
        this.problems = problems;
        this.directory = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(layers.home());
        values.setInterpolator(interpolator());
    }

    /**
     * The settings of a file, with the variables filled in; what is wrong with others is noted.
     *
     * @param number which of the files it is
     */
    static List<Setting> read(int number, Path file, ConfigLayers layers, Problems problems) {
        var layer = new YamlSettings(file, layers, problems);
        YamlDocument.read(number, file, problems).ifPresent(root -> layer.section("", "the file", root));
        return layer.settings;
    }

    private void section(String prefix, String name, YamlNode node) {
        var wanted = prefix.isEmpty() ? "write KEY: VALUE, as output: fold" : "write its keys below it, indented";
        for (var entry : node.entries(name, wanted)) {
            add(prefix + entry.key(), entry);
        }
    }

    private void add(String name, YamlNode.Entry entry) {
        var first = positions.putIfAbsent(name, entry.position());
        if (first != null) {
            problems.add(entry.position(), name, "the key is already in line " + first.line() + ": keep one of them");
            return;
        }
        var key = Keys.called(name);
        boolean isSection = Keys.isSection(name);
        if (key.isPresent()
                && !(isSection && entry.value() instanceof YamlNode.Mapping)) { // audit is a key and a section
            value(key.get(), name, entry);
        } else if (isSection) {
            section(name + ".", name, entry.value());
        } else {
            problems.add(entry.position(), name, "unknown key; " + Keys.advice(name));
        }
    }

    private void value(Key<?> key, String name, YamlNode.Entry entry) {
        boolean isList = entry.value() instanceof YamlNode.Sequence;
        var nodes = entry.value() instanceof YamlNode.Sequence list ? list.items() : List.of(entry.value());
        for (var node : nodes) {
            if (!(node instanceof YamlNode.Scalar scalar)) {
                problems.add(
                        node.position(),
                        name,
                        node.kind() + " was found; write "
                                + (key.shape() == Key.Shape.LIST ? "a list of words: [a, b]" : "one value"));
                return;
            }
            if (scalar.isEmpty()) {
                problems.add(entry.position(), name, "no value; write one or remove the key");
                return;
            }
            boolean isWord = key.shape() == Key.Shape.WORD && scalar.isTruth();
            if (!isWord && !scalar.value().equals(scalar.text())) {
                problems.add(
                        scalar.position(),
                        name,
                        "YAML takes " + scalar.text() + " for " + scalar.value() + "; put it in quotes: \""
                                + scalar.text() + "\"");
                return;
            }
            values.addProperty(name, scalar.text());
        }
        read(name)
                .ifPresent(items -> settings.add(new Setting(
                        key,
                        name,
                        items,
                        isList,
                        Optional.of(entry.position()),
                        entry.position().inLine(),
                        directory,
                        layers.home())));
    }

    /** The key's texts with the variables filled in; empty if one could not be. */
    private Optional<List<String>> read(String name) {
        var position = positions.getOrDefault(name, new YamlPosition(0, "", 1, 1));
        missing.clear();
        try {
            var items = values.getList(name).stream().map(String::valueOf).toList();
            missing.removeIf(variable -> items.stream().noneMatch(item -> item.contains("${" + variable + "}")));
            missing.forEach(variable -> problems.add(position, name, "${" + variable + "}: " + remedy(variable)));
            return missing.isEmpty() ? Optional.of(items) : Optional.empty();
        } catch (IllegalStateException e) {
            problems.add(position, name, values.getProperty(name) + " refers to itself; write the value");
            return Optional.empty();
        }
    }

    /** The library's other prefixes could run scripts and ask name servers. */
    private ConfigurationInterpolator interpolator() {
        var interpolator = new ConfigurationInterpolator();
        interpolator.registerLookup("env", layers.environment()::get);
        interpolator.registerLookup("sys", System::getProperty);
        interpolator.registerLookup("file", YamlSettings::content);
        interpolator.addDefaultLookup(this::miss); // asked before a `:-default` is taken
        return interpolator;
    }

    private @Nullable Object miss(String variable) {
        missing.add(variable);
        return null;
    }

    private static String remedy(String variable) {
        var rest = variable.substring(variable.indexOf(':') + 1);
        return switch (variable.substring(0, Math.max(0, variable.indexOf(':')))) {
            case "env" -> "not set in the environment; set it, or write ${env:" + rest + ":-default}";
            case "sys" -> "unknown system property; set it with -D" + rest + "= in SHOAL_OPTS";
            case "file" ->
                "cannot be read; write ${file:UTF-8:/path} with the absolute path of a file that you may read";
            default -> "only ${env:X}, ${sys:X} and ${file:UTF-8:/path} are filled in; write $${ for ${";
        };
    }

    /**
     * The file's text without the newlines at its end, as in {@code $(cat FILE)}; null if it cannot be read or the path is not absolute.
     */
    private static @Nullable Object content(String name) {
        try {
            if (!Path.of(name.substring(name.indexOf(':') + 1)).isAbsolute()) {
                return null;
            }
            var text = DefaultLookups.FILE.getLookup().lookup(name);
            return text == null ? null : String.valueOf(text).replaceFirst("[\r\n]+$", "");
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
