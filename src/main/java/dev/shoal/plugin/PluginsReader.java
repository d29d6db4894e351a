package dev.shoal.plugin;

import dev.shoal.plugin.PluginSetting.Made;
import dev.shoal.text.Durations;
import dev.shoal.text.Nearest;
import dev.shoal.yaml.HostsEntry;
import dev.shoal.yaml.Problems;
import dev.shoal.yaml.YamlDocument;
import dev.shoal.yaml.YamlMapping;
import dev.shoal.yaml.YamlPosition;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one {@code plugins.yaml} and notes what is wrong with it. */
final class PluginsReader {
    private static final String SECTION = "plugins";
    private static final List<String> FIELDS = List.of("class", "script", "timeout");
    private static final Pattern CLASS =
            Pattern.compile("[\\p{L}_$][\\p{L}\\p{Nd}_$]*(\\.[\\p{L}_$][\\p{L}\\p{Nd}_$]*)*");
    private static final String ADVICE = "plugins.yaml has no shared settings: write them out";

    private final YamlPosition file;
    private final Path base;
    private final Path home;
    private final Problems findings;
    private final List<PluginSetting> settings = new ArrayList<>();

    PluginsReader(YamlPosition file, Path base, Path home, Problems findings) {
        this.file = file;
        this.base = base;
        this.home = home;
        this.findings = findings;
    }

    /** The settings that are in order, in their order. */
    List<PluginSetting> read(String text) {
        new YamlDocument(file, findings, "plugins: needs three levels")
                .root(text)
                .ifPresent(this::root);
        return settings;
    }

    private void root(Node root) {
        for (var section : entries(root, "the file", "plugins: is wanted")) {
            if (!section.key().equals(SECTION)) {
                findings.add(
                        file.at(section.keyNode()), section.key(), "unknown key: write plugins: and the keys below it");
            } else {
                entries(section.value(), SECTION, "write each plugin as a key, as in disk: com.acme.Disk")
                        .forEach(this::plugin);
            }
        }
    }

    private List<HostsEntry> entries(Node node, String key, String wanted) {
        if (node instanceof MappingNode mapping) {
            return new YamlMapping(file, findings, ADVICE).entries(mapping);
        }
        if (!HostsEntry.isEmpty(node)) {
            findings.add(file.at(node), key, kind(node) + " was found: " + wanted);
        }
        return List.of();
    }

    private static String kind(Node node) {
        return node instanceof SequenceNode ? "a list" : "plain text";
    }

    private void plugin(HostsEntry entry) {
        var key = entry.key();
        var place = file.at(entry.keyNode());
        if (!PluginKey.isValid(key)) {
            findings.add(place, key, "not a plugin's key: write " + PluginKey.RULE);
        } else if (entry.isEmpty()) {
            findings.add(place, key, "has no value: write a class, or {script: plugins/" + key + ".groovy}");
        } else if (entry.value() instanceof ScalarNode name) {
            made(key, name, "class").ifPresent(made -> add(key, made, Optional.empty(), place));
        } else if (entry.value() instanceof MappingNode mapping) {
            fields(key, place, new YamlMapping(file, findings, ADVICE).entries(mapping));
        } else {
            findings.add(file.at(entry.value()), key, "a list was found: write a class, or {script: FILE}");
        }
    }

    private void fields(String key, YamlPosition place, List<HostsEntry> fields) {
        var made = new ArrayList<Made>();
        var timeout = Optional.<Duration>empty();
        var sources = 0;
        for (var field : fields) {
            var name = key + " " + field.key();
            if (!FIELDS.contains(field.key())) {
                findings.add(file.at(field.keyNode()), name, "unknown key" + nearest(field.key()));
            } else if (!(field.value() instanceof ScalarNode value) || field.isEmpty()) {
                findings.add(file.at(field.keyNode()), name, "one value is wanted");
            } else if (field.key().equals("timeout")) {
                timeout = timeout(name, value);
            } else {
                made(key, value, field.key()).ifPresent(made::add);
            }
            sources += field.key().equals("class") || field.key().equals("script") ? 1 : 0;
        }
        if (sources != 1) {
            findings.add(
                    place,
                    key,
                    "write either class: or script:, " + (sources == 0 ? "neither" : "both") + " was found");
        } else if (made.size() == 1) {
            add(key, made.getFirst(), timeout, place);
        }
    }

    private static String nearest(String word) {
        return Nearest.to(word, FIELDS)
                .map(near -> ": did you mean " + near + "?")
                .orElse(": known are " + String.join(", ", FIELDS));
    }

    private Optional<Duration> timeout(String name, ScalarNode value) {
        try {
            var time = Durations.limit(value.getValue());
            if (time.isEmpty()) {
                findings.add(file.at(value), name, "would be no time at all: write a duration, as 20s");
            }
            return time;
        } catch (IllegalArgumentException e) {
            findings.add(file.at(value), name, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<Made> made(String key, ScalarNode value, String field) {
        var text = value.getValue();
        if (field.equals("script")) {
            return script(key, value);
        }
        if (CLASS.matcher(text).matches()) {
            return Optional.of(new Made.OfClass(text));
        }
        var path = text.endsWith(".groovy");
        findings.add(
                file.at(value),
                key,
                "\"" + text + "\" is no class name: write "
                        + (path ? "{script: " + text + "}" : "one, as com.acme.Disk, or {script: FILE}"));
        return Optional.empty();
    }

    private Optional<Made> script(String key, ScalarNode value) {
        var text = value.getValue();
        try {
            if (text.endsWith(".groovy")) {
                var path = text.startsWith("~/") ? home.resolve(text.substring(2)) : base.resolve(text);
                return Optional.of(new Made.OfScript(path.normalize()));
            }
        } catch (InvalidPathException e) {
            findings.add(file.at(value), key + " script", "is no path (" + e.getReason() + ")");
            return Optional.empty();
        }
        findings.add(file.at(value), key + " script", "\"" + text + "\" is no script: its name must end in .groovy");
        return Optional.empty();
    }

    private void add(String key, Made made, Optional<Duration> timeout, YamlPosition place) {
        settings.add(new PluginSetting(key, made, timeout, place.toString()));
    }
}
