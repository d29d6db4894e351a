package dev.shoal.yaml;

import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A key of a mapping and what stands there, both as written. */
public record HostsEntry(ScalarNode keyNode, Node value) {
    public String key() {
        return keyNode.getValue();
    }

    /** Whether nothing stands there, or a bare {@code null} or {@code ~}. */
    public boolean isEmpty() {
        return isEmpty(value);
    }

    public static boolean isEmpty(Node node) {
        return node instanceof ScalarNode scalar && scalar.isPlain() && Tag.NULL.equals(scalar.getTag());
    }
}
