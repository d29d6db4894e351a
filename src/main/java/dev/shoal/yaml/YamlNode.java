package dev.shoal.yaml;

import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A node of a YAML document, with its position. The nodes below it are made when they are asked for: an alias may refer to a node that
 * contains it. Scalars keep their text as written: a host called {@code on} or {@code 1e3} stays that.
 */
public abstract sealed class YamlNode {
    private static final Set<Tag> PLAIN =
            Set.of(Tag.STR, Tag.NULL, Tag.BOOL, Tag.INT, Tag.FLOAT, Tag.TIMESTAMP, Tag.MAP, Tag.SEQ, Tag.MERGE);

    final YamlDocument document;
    private final Node node;

    private YamlNode(YamlDocument document, Node node) {
        this.document = document;
        this.node = node;
    }

    static YamlNode of(YamlDocument document, Node node) {
        return switch (node) {
            case MappingNode mapping -> new Mapping(document, mapping);
            case SequenceNode sequence -> new Sequence(document, sequence);
            case ScalarNode scalar -> new Scalar(document, scalar);
            default -> throw new IllegalStateException("not composed: " + node);
        };
    }

    public YamlPosition position() {
        return document.at(node.getStartMark());
    }

    /** What messages call it: plain text, a list or a mapping. */
    public abstract String kind();

    /** Whether the value is missing, or a bare {@code null} or {@code ~}. */
    public boolean isEmpty() {
        return false;
    }

    /**
     * The valid entries of a mapping; none if the value is missing. Other nodes and entries that are not valid are noted as problems.
     *
     * @param name what messages call the node
     * @param wanted what to write, for a node that is not a mapping
     */
    public List<Entry> entries(String name, String wanted) {
        if (this instanceof Mapping mapping) {
            return mapping.entries();
        }
        if (!isEmpty()) {
            document.problems().add(position(), name, kind() + " was found: " + wanted);
        }
        return List.of();
    }

    /** {@code web: !db1} is for YAML not a text but a tag on nothing. */
    private boolean isUntagged(String key) {
        if (PLAIN.contains(node.getTag())) {
            return true;
        }
        var tag = node.getTag().getValue().replace(Tag.PREFIX, "!!");
        document.problems().add(position(), key, tag + " is a tag in YAML: put the whole value in quotes");
        return false;
    }

    /** A key of a mapping and its value. */
    public record Entry(Scalar keyNode, YamlNode value) {
        public String key() {
            return keyNode.text();
        }

        /** Where the key is. */
        public YamlPosition position() {
            return keyNode.position();
        }
    }

    /** A text, a number, a date or a truth value: the text as written. */
    public static final class Scalar extends YamlNode {
        private final ScalarNode node;

        private Scalar(YamlDocument document, ScalarNode node) {
            super(document, node);
            this.node = node;
        }

        public String text() {
            return node.getValue();
        }

        /** What YAML 1.1 takes it for, as text: {@code 18} for {@code 022}, {@code false} for {@code no}. */
        public String value() {
            return Tag.STR.equals(node.getTag()) ? text() : PythonValues.of(node);
        }

        /** Whether YAML 1.1 takes it for a truth value. */
        public boolean isTruth() {
            return Tag.BOOL.equals(node.getTag());
        }

        /** The position of a character of the text, from 1; the scalar's where quotes or line ends hide the character. */
        public YamlPosition at(int character) {
            var start = position();
            int written = node.getEndMark().getColumn() - node.getStartMark().getColumn();
            int quotes = node.isPlain() ? 0 : 2;
            boolean isAsWritten =
                    node.getStartMark().getLine() == node.getEndMark().getLine() && written == text().length() + quotes;
            return isAsWritten ? start.at(start.line(), start.column() + quotes / 2 + character - 1) : start;
        }

        @Override
        public boolean isEmpty() {
            return node.isPlain() && Tag.NULL.equals(node.getTag());
        }

        @Override
        public String kind() {
            return "plain text";
        }
    }

    /** A list. */
    public static final class Sequence extends YamlNode {
        private final SequenceNode node;

        private Sequence(YamlDocument document, SequenceNode node) {
            super(document, node);
            this.node = node;
        }

        public List<YamlNode> items() {
            return node.getValue().stream().map(item -> of(document, item)).toList();
        }

        /** The texts of those items that are scalars. */
        public List<String> texts() {
            return items().stream()
                    .filter(Scalar.class::isInstance)
                    .map(item -> ((Scalar) item).text())
                    .toList();
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /** A mapping of keys to values. */
    public static final class Mapping extends YamlNode {
        private final MappingNode node;

        private Mapping(YamlDocument document, MappingNode node) {
            super(document, node);
            this.node = node;
        }

        /** The entries with a text as key. Other ones, and a key for the second time, are noted as problems. */
        public List<Entry> entries() {
            var entries = new ArrayList<Entry>();
            var lines = new HashMap<String, Integer>();
            for (NodeTuple tuple : node.getValue()) {
                var key = of(document, tuple.getKeyNode());
                if (!(key instanceof Scalar name)) {
                    document.problems()
                            .add(key.position(), "a key must be text: put one that begins with [ or { in quotes");
                } else if (isValid(name, lines)) {
                    var entry = new Entry(name, of(document, tuple.getValueNode()));
                    if (((YamlNode) name).isUntagged(name.text())
                            && entry.value().isUntagged(name.text())) {
                        entries.add(entry);
                    }
                }
            }
            return entries;
        }

        private boolean isValid(Scalar key, Map<String, Integer> lines) {
            if (Tag.MERGE.equals(key.node.getTag())) {
                document.problems().add(key.position(), "<<", "merge keys are not supported: write the values out");
                return false;
            }
            var first = lines.putIfAbsent(key.text(), key.position().line());
            if (first != null && !document.allowsDuplicates()) {
                document.problems()
                        .add(key.position(), key.text(), "the key is already in line " + first + ": keep one of them");
                return false;
            }
            return true;
        }

        @Override
        public String kind() {
            return "a mapping";
        }
    }
}
