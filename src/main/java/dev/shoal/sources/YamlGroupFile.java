package dev.shoal.sources;

import dev.shoal.files.TextFile;
import dev.shoal.nodeset.Expression;
import dev.shoal.text.ProblemsException;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A file in a directory of {@code autodir} (groups.conf(5)): group source, group, then a nodeset or a list of them. */
final class YamlGroupFile {
    private final Path file;

    YamlGroupFile(Path file) {
        this.file = file;
    }

    /**
     * The definitions by source and group, in the order of the file.
     *
     * @throws ProblemsException with file and line of the first thing that makes no sense
     */
    Map<String, Map<String, Expression>> read() throws ProblemsException {
        var sources = new LinkedHashMap<String, Map<String, Expression>>();
        var root = root(TextFile.read(file));
        for (var source : entries(root, "the file", "group sources are wanted, as in roles: {web: web[1-20]}")) {
            var name = key(source);
            var groups = new LinkedHashMap<String, Expression>();
            for (var group : entries(source.getValueNode(), name, "groups are wanted, as in web: web[1-20]")) {
                var value = group.getValueNode();
                groups.put(key(group), Expression.at(at(value), GroupText.nodeset(items(value, key(group)), name)));
            }
            sources.put(name, groups);
        }
        return sources;
    }

    private Node root(String text) throws ProblemsException {
        try {
            var root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
            if (root == null) {
                throw new ProblemsException(file + ": is empty; write group sources, as in roles: {web: web[1-20]}");
            }
            return root;
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            throw new ProblemsException(
                    file + (mark == null ? "" : ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1)) + ": "
                            + String.valueOf(e.getProblem()).lines().findFirst().orElse("")
                            + "; a value that begins with @ wants quotes",
                    e);
        } catch (YAMLException e) {
            throw new ProblemsException(
                    file + ": "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse("cannot be read as YAML"),
                    e);
        }
    }

    private List<NodeTuple> entries(Node node, String of, String wanted) throws ProblemsException {
        if (node instanceof MappingNode mapping) {
            return mapping.getValue();
        }
        throw new ProblemsException(at(node) + ": " + of + " holds "
                + (node instanceof SequenceNode ? "a list" : "plain text") + ": " + wanted);
    }

    private String key(NodeTuple entry) throws ProblemsException {
        if (entry.getKeyNode() instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw new ProblemsException(at(entry.getKeyNode()) + ": this key is no text; write a name");
    }

    private List<String> items(Node value, String group) throws ProblemsException {
        if (value instanceof SequenceNode list) {
            var items = new ArrayList<String>();
            for (var item : list.getValue()) {
                items.addAll(items(item, group));
            }
            return items;
        }
        if (value instanceof ScalarNode scalar) {
            return scalar.isPlain() && Tag.NULL.equals(scalar.getTag()) ? List.of() : List.of(scalar.getValue());
        }
        throw new ProblemsException(
                at(value) + ": " + group + " holds a mapping: a nodeset or a list of them is wanted");
    }

    private String at(Node node) {
        return file + ":" + (node.getStartMark().getLine() + 1);
    }
}
