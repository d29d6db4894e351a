package dev.shoal.yaml;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * Maps, lists, texts, numbers and truth values, as Ansible makes them of YAML with PyYAML: of two equal keys the last one wins,
 * Ansible's own tags are texts, dates stay as written, and so does every key: {@code 1.10} is not the host {@code 1.1}.
 */
final class PythonValues extends SafeConstructor {
    private PythonValues(LoaderOptions options) {
        super(options);
        yamlConstructors.put(Tag.TIMESTAMP, yamlConstructors.get(Tag.STR));
        yamlConstructors.put(new Tag("!vault"), yamlConstructors.get(Tag.STR));
        yamlConstructors.put(new Tag("!vault-encrypted"), yamlConstructors.get(Tag.STR));
        yamlConstructors.put(new Tag("!unsafe"), yamlConstructors.get(Tag.STR));
    }

    static Yaml reader(LoaderOptions options) {
        options.setAllowDuplicateKeys(true);
        var written = new DumperOptions();
        return new Yaml(new PythonValues(options), new Representer(written), written, options, new PythonTypes());
    }

    /** The value of a scalar, as text. */
    static String of(ScalarNode scalar) {
        return String.valueOf(new PythonValues(new LoaderOptions()).constructed(scalar));
    }

    private @Nullable Object constructed(Node node) {
        return constructObject(node);
    }

    @Override
    protected void constructMapping2ndStep(MappingNode node, Map<Object, Object> mapping) {
        node.getValue().stream()
                .map(NodeTuple::getKeyNode)
                .filter(key -> key instanceof ScalarNode && !key.getTag().equals(Tag.MERGE))
                .forEach(key -> key.setTag(Tag.STR));
        super.constructMapping2ndStep(node, mapping);
    }

    /** Without quotes, PyYAML takes fewer texts for numbers: {@code 1e3} is a text, as a rack may be called. */
    private static final class PythonTypes extends Resolver {
        private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9][0-9_]*\\.[0-9_]*([eE][-+][0-9]+)?"
                + "|\\.[0-9][0-9_]*([eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+\\.[0-9_]*"
                + "|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

        @Override
        public void addImplicitResolver(Tag tag, Pattern pattern, @Nullable String first, int limit) {
            super.addImplicitResolver(tag, tag.equals(Tag.FLOAT) ? DECIMAL : pattern, first, limit);
        }
    }
}
