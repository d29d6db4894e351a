package dev.shoal.sources;

import dev.shoal.text.ProblemsException;
import dev.shoal.yaml.Problems;
import dev.shoal.yaml.YamlDocument;

import java.util.Map;

/** Reads an inventory in YAML: groups with {@code hosts}, {@code children} and {@code vars}, one within the other. */
final class AnsibleYaml {
    private static final int DEEPEST = 100;

    private final AnsibleInventory inventory;
    private final String file;

    AnsibleYaml(AnsibleInventory inventory, String file) {
        this.inventory = inventory;
        this.file = file;
    }

    /** @throws ProblemsException if it is not an inventory, or one for a plugin */
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
        var problems = new Problems();
        var values = YamlDocument.valuesForAnsible(file, text, problems);
        problems.throwIfAny();
        return values.orElse(Map.of());
    }

    private void group(String name, Object value, int depth) throws ProblemsException {
        if (depth > DEEPEST) {
            throw new ProblemsException(file + ": groups are nested more than " + DEEPEST + " deep");
        }
        inventory.nameGroup(name);
        for (var section : mapping(value, "the group " + name).entrySet()) {
            var what = section.getKey() + " of " + name;
            switch (section.getKey()) {
                case "vars" ->
                    mapping(section.getValue(), what)
                            .forEach((variable, set) -> inventory.setGroupVariable(name, variable, set));
                case "children" -> {
                    for (var child : mapping(section.getValue(), what).entrySet()) {
                        inventory.addChild(name, child.getKey());
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
                    inventory.addHost(group, name, range.port(), file);
                    variables.forEach((variable, set) -> inventory.setVariable(name, variable, set));
                }
            } catch (IllegalArgumentException e) {
                throw new ProblemsException(file + ": " + e.getMessage(), e);
            }
        }
    }

    /** Nothing is an empty mapping. */
    private Map<String, Object> mapping(Object value, String what) throws ProblemsException {
        return AnsibleJson.mapping(value)
                .orElseThrow(() -> new ProblemsException(file + ": " + what + " is not a mapping"));
    }
}
