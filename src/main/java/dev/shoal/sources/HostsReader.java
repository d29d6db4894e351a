package dev.shoal.sources;

import dev.shoal.inventory.Inventory;
import dev.shoal.nodeset.Expression;
import dev.shoal.nodeset.NodeSet;
import dev.shoal.nodeset.NodeSetException;
import dev.shoal.nodeset.RunSets;
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

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads one file's sections into the draft and notes what is wrong with them. */
final class HostsReader {
    private static final List<String> SECTIONS = List.of("hosts", "groups", "vars");

    /** Keys that an Ansible inventory in YAML has at its top. */
    private static final Set<String> ANSIBLE = Set.of("all", "ungrouped");

    private static final Pattern GROUP_NAME = Pattern.compile("[\\p{L}\\p{Nd}_][\\p{L}\\p{Nd}_.%+-]*");

    private static final Pattern GROUP_IN_KEY = Pattern.compile("(^|[,!&^( ])@");

    private final YamlPosition file;
    private final Problems findings;
    private final HostsDraft draft;

    HostsReader(YamlPosition file, Problems findings, HostsDraft draft) {
        this.file = file;
        this.findings = findings;
        this.draft = draft;
    }

    void read(String text) {
        new YamlDocument(file, findings).root(text).ifPresent(this::root);
    }

    private void root(Node root) {
        for (var section : entries(root, "the file", "hosts:, groups: and vars: are wanted")) {
            switch (section.key()) {
                case "hosts" -> each(section, "write each host as a key, as in web1:", this::hosts);
                case "groups" -> each(section, "write each group as a key, as in web: web[01-24]", this::group);
                case "vars" -> each(section, "write each nodeset as a key, as in \"@web\": {user: ops}", this::vars);
                default -> findings.add(file.at(section.keyNode()), section.key(), "unknown key: " + known(section));
            }
        }
    }

    private static String known(HostsEntry section) {
        return ANSIBLE.contains(section.key())
                ? "this is an Ansible inventory: name it as ansible:FILE"
                : Nearest.to(section.key(), SECTIONS)
                        .map(nearest -> "did you mean " + nearest + "?")
                        .orElse("known are " + String.join(", ", SECTIONS));
    }

    private void each(HostsEntry section, String wanted, Consumer<HostsEntry> read) {
        entries(section.value(), section.key(), wanted).forEach(read);
    }

    private List<HostsEntry> entries(Node node, String key, String wanted) {
        if (node instanceof MappingNode mapping) {
            return new YamlMapping(file, findings).entries(mapping);
        }
        if (!HostsEntry.isEmpty(node)) {
            findings.add(file.at(node), key, kind(node) + " was found: " + wanted);
        }
        return List.of();
    }

    private static String kind(Node node) {
        return node instanceof ScalarNode ? "plain text" : node instanceof SequenceNode ? "a list" : "a mapping";
    }

    private void hosts(HostsEntry entry) {
        var variables = new HostsVariables(file, findings).read(entry);
        names(entry).ifPresent(names -> draft.addHosts(file.at(entry.keyNode()), names, variables));
    }

    private Optional<NodeSet> names(HostsEntry entry) {
        var group = GROUP_IN_KEY.matcher(entry.key());
        if (group.find()) {
            findings.add(
                    file.within(entry.keyNode(), group.end()),
                    entry.key(),
                    "hosts: is where hosts get their names: variables of a group belong under vars:");
            return Optional.empty();
        }
        try {
            var names = Inventory.empty().calculate(entry.key());
            if (names.isEmpty()) {
                findings.add(file.at(entry.keyNode()), entry.key(), "this names no host");
            }
            return Optional.of(names);
        } catch (NodeSetException e) {
            findings.add(file.within(entry.keyNode(), e.column()), entry.key(), e.problem());
            return Optional.empty();
        }
    }

    private void vars(HostsEntry entry) {
        var variables = new HostsVariables(file, findings).read(entry);
        if (isReadable(entry.keyNode(), entry.key())) {
            draft.addVars(file, entry.keyNode(), variables);
        }
    }

    private void group(HostsEntry entry) {
        var name = entry.key();
        if (!GROUP_NAME.matcher(name).matches()) {
            findings.add(
                    file.at(entry.keyNode()), name, "not a group's name: write letters, digits and _ . - without @");
        } else if (name.equals("all")) {
            findings.add(
                    file.at(entry.keyNode()), name, "@all is every host, as --all is: give the group another name");
        } else if (RunSets.isName(name)) {
            findings.add(
                    file.at(entry.keyNode()),
                    name,
                    "@" + name + " is a set of the last run: give the group another name");
        } else if (entry.isEmpty()) {
            findings.add(file.at(entry.keyNode()), name, "the group has no value: write \"\" for a group of nobody");
        } else if (!(entry.value() instanceof ScalarNode definition)) {
            findings.add(file.at(entry.value()), name, kind(entry.value()) + " was found: " + asNodeset(entry.value()));
        } else if (definition.getValue().isBlank() || isReadable(definition, name)) {
            draft.addGroup(file.at(definition), name, definition.getValue());
        }
    }

    private static String asNodeset(Node node) {
        var names = node instanceof SequenceNode list
                ? list.getValue().stream()
                        .filter(ScalarNode.class::isInstance)
                        .map(item -> ((ScalarNode) item).getValue())
                        .collect(Collectors.joining(","))
                : "web[01-24],db1";
        return "write one nodeset, as in \"" + names + "\"";
    }

    private boolean isReadable(ScalarNode node, String key) {
        try {
            Expression.typed(node.getValue()).check();
            return true;
        } catch (NodeSetException e) {
            findings.add(file.within(node, e.column()), key, e.problem());
            return false;
        }
    }
}
