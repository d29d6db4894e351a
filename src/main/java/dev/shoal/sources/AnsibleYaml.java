package dev.shoal.sources;

import dev.shoal.text.ProblemsException;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads an inventory in YAML: groups with {@code hosts}, {@code children} and {@code vars}, one within the other. */
final class AnsibleYaml {
    private static final int DEEPEST = 100;

    private final AnsibleDraft draft;
    private final String file;

    AnsibleYaml(AnsibleDraft draft, String file) {
        this.draft = draft;
        this.file = file;
    }

    /** @throws ProblemsException where it is no inventory, or one for a plugin */
    void read(String text) throws ProblemsException {
        for (var group : mapping(load(file, text), "the file").entrySet()) {
            if (group.getKey().equals("plugin")) {
                throw new ProblemsException(file + ": it configures the inventory plugin " + group.getValue()
                        + "; install ansible-core, whose ansible-inventory reads it");
            }
            group(group.getKey(), group.getValue(), 0);
        }
    }

    /**
     * A document as maps, lists, texts, numbers and truths.
     *
     * @throws ProblemsException where it cannot be read
     */
    static Object load(String file, String text) throws ProblemsException {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(true); // as Ansible does: the last one wins
        options.setMaxAliasesForCollections(1000);
        options.setCodePointLimit(Integer.MAX_VALUE);
        try {
            var written = new DumperOptions();
            var yaml = new Yaml(new PlainValues(options), new Representer(written), written, options, new Plain());
            return Optional.<Object>ofNullable(yaml.load(text)).orElse(Map.of());
        } catch (MarkedYAMLException e) {
            var place = Optional.ofNullable(e.getProblemMark())
                    .map(mark -> ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1))
                    .orElse("");
            throw new ProblemsException(file + place + ": " + e.getProblem(), e);
        } catch (YAMLException e) {
            throw new ProblemsException(
                    file + ": " + String.valueOf(e.getMessage()).replaceAll("\\s*\\n\\s*", " "), e);
        }
    }

    /** What is a number without quotes is what PyYAML takes for one: there {@code 1e3} is a text, as a rack may be called. */
    private static final class Plain extends Resolver {
        private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9][0-9_]*\\.[0-9_]*([eE][-+][0-9]+)?"
                + "|\\.[0-9][0-9_]*([eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+\\.[0-9_]*"
                + "|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

        @Override
        public void addImplicitResolver(Tag tag, Pattern pattern, @Nullable String first, int limit) {
            super.addImplicitResolver(tag, tag.equals(Tag.FLOAT) ? DECIMAL : pattern, first, limit);
        }
    }

    /** Ansible's own tags are texts; dates are left as they are written, and so is every key: 1.10 is not the host 1.1. */
    private static final class PlainValues extends SafeConstructor {
        @Override
        protected void constructMapping2ndStep(MappingNode node, Map<Object, Object> mapping) {
            node.getValue().stream()
                    .map(NodeTuple::getKeyNode)
                    .filter(key -> key instanceof ScalarNode && !key.getTag().equals(Tag.MERGE))
                    .forEach(key -> key.setTag(Tag.STR));
            super.constructMapping2ndStep(node, mapping);
        }

        PlainValues(LoaderOptions options) {
            super(options);
            yamlConstructors.put(Tag.TIMESTAMP, yamlConstructors.get(Tag.STR));
            yamlConstructors.put(new Tag("!vault"), yamlConstructors.get(Tag.STR));
            yamlConstructors.put(new Tag("!vault-encrypted"), yamlConstructors.get(Tag.STR));
            yamlConstructors.put(new Tag("!unsafe"), yamlConstructors.get(Tag.STR));
        }
    }

    private void group(String name, Object value, int depth) throws ProblemsException {
        if (depth > DEEPEST) {
            throw new ProblemsException(file + ": groups are nested more than " + DEEPEST + " deep");
        }
        draft.nameGroup(name);
        for (var section : mapping(value, "the group " + name).entrySet()) {
            var what = section.getKey() + " of " + name;
            switch (section.getKey()) {
                case "vars" ->
                    mapping(section.getValue(), what)
                            .forEach((variable, set) -> draft.setGroupVariable(name, variable, set));
                case "children" -> {
                    for (var child : mapping(section.getValue(), what).entrySet()) {
                        draft.addChild(name, child.getKey());
                        group(child.getKey(), child.getValue(), depth + 1);
                    }
                }
                case "hosts" -> hosts(name, section.getValue(), what);
                default ->
                    throw new ProblemsException(
                            file + ": " + what + " is not understood: a group has hosts, children and vars");
            }
        }
    }

    private void hosts(String group, Object value, String what) throws ProblemsException {
        var hosts = value instanceof String name ? Map.<String, Object>of(name, Map.of()) : mapping(value, what);
        for (var host : hosts.entrySet()) {
            var variables = mapping(host.getValue(), "the host " + host.getKey());
            try {
                var range = AnsibleRange.of(host.getKey());
                for (var name : range.names()) {
                    draft.addHost(group, name, range.port(), file);
                    variables.forEach((variable, set) -> draft.setVariable(name, variable, set));
                }
            } catch (IllegalArgumentException e) {
                throw new ProblemsException(file + ": " + e.getMessage(), e);
            }
        }
    }

    /** Nothing is an empty mapping. */
    private Map<String, Object> mapping(Object value, String what) throws ProblemsException {
        return AnsibleJson.mapping(value)
                .orElseThrow(() -> new ProblemsException(file + ": " + what + " is no mapping"));
    }
}
