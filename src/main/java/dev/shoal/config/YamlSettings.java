package dev.shoal.config;

import dev.shoal.text.Utf8;
import org.apache.commons.configuration2.YAMLConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Tag;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The settings of one shoal.yaml: values and interpolation by Commons Configuration, lines and shapes by {@link YamlTree}.
 * Loading this class loads both libraries (260 ms cold), so it is touched only where there is such a file.
 */
final class YamlSettings {
    private final Path file;
    private final ConfigLayers layers;
    private final List<Setting> settings = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    YamlSettings(Path file, ConfigLayers layers) {
        this.file = file;
        this.layers = layers;
        try {
            read(Utf8.withoutMark(Files.readString(file)));
        } catch (CharacterCodingException e) {
            problems.add(file + ": is not UTF-8 text; save it as UTF-8");
        } catch (IOException e) {
            problems.add(file + ": cannot be read (" + e.getMessage() + "); see to it or remove it");
        } catch (ConfigurationException e) {
            problems.add(file + ": cannot be read ("
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("") + ")");
        }
    }

    List<Setting> settings() {
        return settings;
    }

    List<String> problems() {
        return problems;
    }

    private void read(String text) throws ConfigurationException {
        var tree = new YamlTree(file, text);
        problems.addAll(tree.problems());
        if (!problems.isEmpty()) {
            tree.entries().forEach(this::takeAsWritten);
            return;
        }
        if (tree.entries().isEmpty()) {
            return;
        }
        var configuration = new YAMLConfiguration();
        configuration.read(new StringReader(text));
        tree.entries().forEach(entry -> takeAsRead(entry, items(configuration.getProperty(name(entry)))));
    }

    /** Where the file is refused anyway: so that what is wrong with its other values is told too. */
    private void takeAsWritten(YamlTree.Entry entry) {
        var items = entry.items().stream().map(YamlTree.Scalar::text).toList();
        if (items.stream().noneMatch(item -> item.contains("${"))) {
            settings.add(new Setting(entry.name(), items, entry.isList(), origin(entry)));
        }
    }

    private void takeAsRead(YamlTree.Entry entry, List<String> values) {
        if (values.size() != entry.items().size()) {
            takeAsWritten(entry); // a name that the library takes for an expression, as ../x: the key will refuse it
            return;
        }
        var interpolation = new Interpolation(layers.environment());
        var items = new ArrayList<String>();
        for (int i = 0; i < entry.items().size(); i++) {
            var written = entry.items().get(i);
            var isWord = entry.key().shape() == Key.Shape.WORD && Tag.BOOL.equals(written.tag());
            var value = isWord ? written.text() : values.get(i);
            if (!value.equals(written.text())) {
                problems.add(file + ":" + entry.line() + ": " + entry.name() + ": YAML takes " + written.text()
                        + " for " + value + "; put it in quotes: \"" + written.text() + "\"");
                return;
            }
            items.add(interpolation.apply(value));
        }
        var unresolved = interpolation.problems();
        if (unresolved.isEmpty()) {
            settings.add(new Setting(entry.name(), items, entry.isList(), origin(entry)));
        } else {
            unresolved.forEach(
                    problem -> problems.add(file + ":" + entry.line() + ": " + entry.name() + ": " + problem));
        }
    }

    private Origin origin(YamlTree.Entry entry) {
        var directory = file.toAbsolutePath().getParent();
        return new Origin(
                file + ":" + entry.line(), false, directory == null ? layers.home() : directory, layers.home());
    }

    /** The name as Commons Configuration wants it: a dot within a part is doubled, as in {@code log.modules.transport..ssh}. */
    private static String name(YamlTree.Entry entry) {
        return entry.path().stream().map(part -> part.replace(".", "..")).collect(Collectors.joining("."));
    }

    private static List<String> items(@Nullable Object value) {
        if (value instanceof Collection<?> many) {
            return many.stream().map(String::valueOf).toList();
        }
        return value == null ? List.of() : List.of(String.valueOf(value));
    }
}
