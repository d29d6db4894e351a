package dev.shoal.yaml;

import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes a YAML mapping apart and notes what may be in no mapping of ours. */
public final class YamlMapping {
    private final YamlPosition file;
    private final Problems findings;
    private final String instead;

    public YamlMapping(YamlPosition file, Problems findings) {
        this(file, findings, "shared variables belong under vars:");
    }

    /**
     * As the other one, for another format.
     *
     * @param instead what to write in place of a merge key
     */
    public YamlMapping(YamlPosition file, Problems findings, String instead) {
        this.file = file;
        this.findings = findings;
        this.instead = instead;
    }

    /** The entries that are in order; each other one has been noted. */
    public List<HostsEntry> entries(MappingNode mapping) {
        var entries = new ArrayList<HostsEntry>();
        var lines = new HashMap<String, Integer>();
        for (var tuple : mapping.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key) {
                var entry = new HostsEntry(key, tuple.getValueNode());
                if (isSound(entry, lines)) {
                    entries.add(entry);
                }
            } else {
                findings.add(
                        file.at(tuple.getKeyNode()), "a key must be text: put one that begins with [ or { in quotes");
            }
        }
        return entries;
    }

    private boolean isSound(HostsEntry entry, Map<String, Integer> lines) {
        var place = file.at(entry.keyNode());
        if (Tag.MERGE.equals(entry.keyNode().getTag())) {
            findings.add(place, "<<", "merge keys are not read: " + instead);
            return false;
        }
        var first = lines.putIfAbsent(entry.key(), place.line());
        if (first != null) {
            findings.add(place, entry.key(), "the key is there twice, first in line " + first);
            return false;
        }
        return isUntagged(entry.key(), entry.keyNode()) && isUntagged(entry.key(), entry.value());
    }

    /** {@code web: !db1} is no text for YAML but a tag on nothing. */
    private boolean isUntagged(String key, Node node) {
        var tag = node.getTag().getValue();
        if (tag.startsWith("!")) {
            findings.add(file.at(node), key, tag + " is a tag in YAML: put the whole value in quotes");
            return false;
        }
        return true;
    }
}
