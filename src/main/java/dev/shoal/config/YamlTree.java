package dev.shoal.config;

import dev.shoal.yaml.YamlFault;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A shoal.yaml as it is written: which key stands in which line with which text. Commons Configuration tells neither lines
 * nor duplicate keys, so this is read beside it. Keys that are unknown, doubled or of the wrong shape are problems and no
 * entries.
 */
final class YamlTree {
    /** A value as it is written. */
    record Scalar(String text, Tag tag) {}

    /** A known key with its values: one, or those of a list. */
    record Entry(Key<?> key, String name, List<String> path, boolean isList, List<Scalar> items, int line) {}

    private final Path file;
    private final List<Entry> entries = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final Map<String, Integer> lines = new HashMap<>();

    YamlTree(Path file, String text) {
        this.file = file;
        try {
            var root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
            if (root instanceof MappingNode mapping) {
                walk(List.of(), mapping);
            } else if (root != null && !Tag.NULL.equals(root.getTag())) {
                problems.add(at(root) + ": holds no key; write KEY: VALUE, as output: fold");
            }
        } catch (YAMLException e) {
            problems.add(YamlFault.describe(file, e, text));
        }
    }

    List<Entry> entries() {
        return entries;
    }

    List<String> problems() {
        return problems;
    }

    private void walk(List<String> path, MappingNode mapping) {
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode name) {
                var below = new ArrayList<>(path);
                below.add(name.getValue());
                enter(below, name, tuple.getValueNode());
            } else {
                problems.add(at(tuple.getKeyNode()) + ": a list or map cannot be a key; write a word before the colon");
            }
        }
    }

    private void enter(List<String> path, Node nameNode, Node value) {
        var name = String.join(".", path);
        var first = lines.putIfAbsent(name, line(nameNode));
        if (first != null) {
            problems.add(at(nameNode) + ": " + name + ": is in line " + first + " already; keep one of them");
            return;
        }
        var key = Keys.called(name);
        var isSection = value instanceof MappingNode && Keys.isSection(name); // audit is a key and a section
        if (key.isPresent() && !isSection) {
            take(key.get(), path, nameNode, value);
        } else if (!Keys.isSection(name)) {
            problems.add(at(nameNode) + ": " + name + ": no such key; " + NearestKey.advice(name));
        } else if (value instanceof MappingNode section) {
            walk(path, section);
        } else if (!Tag.NULL.equals(value.getTag())) {
            problems.add(at(value) + ": " + name + ": is a section; write its keys below it, indented");
        }
    }

    private void take(Key<?> key, List<String> path, Node nameNode, Node value) {
        var name = String.join(".", path);
        var isList = value instanceof SequenceNode;
        List<Node> nodes = value instanceof SequenceNode list ? list.getValue() : List.of(value);
        var items = new ArrayList<Scalar>();
        for (var node : nodes) {
            if (!(node instanceof ScalarNode scalar)) {
                problems.add(at(node) + ": " + name + ": has a map or a list in it; write "
                        + (key.shape() == Key.Shape.LIST ? "a list of words: [a, b]" : "one value"));
                return;
            }
            if (!scalar.getTag().getValue().startsWith(Tag.PREFIX)) {
                problems.add(at(node) + ": " + name + ": a YAML value that begins with ! is a tag; put it in quotes");
                return;
            }
            if (Tag.NULL.equals(scalar.getTag())) {
                problems.add(at(nameNode) + ": " + name + ": has no value; write one or remove the key");
                return;
            }
            items.add(new Scalar(scalar.getValue(), scalar.getTag()));
        }
        entries.add(new Entry(key, name, path, isList, items, line(nameNode)));
    }

    private String at(Node node) {
        return file + ":" + line(node);
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
