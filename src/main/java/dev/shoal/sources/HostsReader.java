package dev.shoal.sources;

import dev.shoal.inventory.Inventory;
import dev.shoal.nodeset.Expression;
import dev.shoal.nodeset.NodeSet;
import dev.shoal.nodeset.NodeSetException;
import dev.shoal.nodeset.RunSets;
import dev.shoal.text.Nearest;
import dev.shoal.text.ProblemsException;
import dev.shoal.yaml.Problems;
import dev.shoal.yaml.YamlDocument;
import dev.shoal.yaml.YamlNode;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Reads {@code hosts.yaml}: hosts, groups and variables. Ranges of values are dealt out to the hosts of their nodeset, in its order. Of
 * variables the later line wins, in the later file too, and a host's own win over those under {@code vars:}.
 */
public final class HostsReader {
    private static final List<String> SECTIONS = List.of("hosts", "groups", "vars");

    /** Keys that an Ansible inventory in YAML has at its top. */
    private static final Set<String> ANSIBLE = Set.of("all", "ungrouped");

    private static final Pattern GROUP_NAME = Pattern.compile("[\\p{L}\\p{Nd}_][\\p{L}\\p{Nd}_.%+-]*");

    private static final Pattern GROUP_IN_KEY = Pattern.compile("(^|[,!&^( ])@");

    private final Problems problems;
    private final HostsInventory hosts;

    private HostsReader(Problems problems, HostsInventory hosts) {
        this.problems = problems;
        this.hosts = hosts;
    }

    /**
     * One inventory of all the files. Of groups only the syntax is checked; they are read when they are used, so that one that names an
     * unknown group does not disturb the others.
     *
     * @param layers how many of the files, from the first, are layers of the configuration: there a later one redefines a group of an
     *     earlier one
     * @throws ProblemsException if something in the files is wrong, or one cannot be read: all mistakes at once, as
     *     {@code hosts.yaml:3:5: db1 port: ...}
     */
    public static Inventory read(List<Path> files, int layers) throws ProblemsException {
        var problems = new Problems();
        var hosts = new HostsInventory(problems, layers);
        var reader = new HostsReader(problems, hosts);
        for (int i = 0; i < files.size(); i++) {
            YamlDocument.read(i, files.get(i), problems).ifPresent(reader::root);
        }
        return hosts.inventory();
    }

    /**
     * The same as the contents of a source.
     *
     * @throws ProblemsException as {@link #read}
     */
    public static SourceContents contents(List<Path> files, int layers) throws ProblemsException {
        var inventory = read(files, layers);
        var origins = new LinkedHashMap<String, String>();
        inventory
                .hosts()
                .forEach(host -> inventory.origin(host.name()).ifPresent(origin -> origins.put(host.name(), origin)));
        return new SourceContents(
                files.getFirst().toString(),
                inventory.hosts(),
                inventory.groups(),
                origins,
                Optional.empty(),
                Optional.of(inventory.provenance()));
    }

    private void root(YamlNode root) {
        for (var section : root.entries("the file", "write hosts:, groups: and vars:")) {
            switch (section.key()) {
                case "hosts" -> each(section, "write each host as a key, as in web1:", this::hosts);
                case "groups" -> each(section, "write each group as a key, as in web: web[01-24]", this::group);
                case "vars" -> each(section, "write each nodeset as a key, as in \"@web\": {user: ops}", this::vars);
                default -> problems.add(section.position(), section.key(), "unknown key: " + known(section));
            }
        }
    }

    private static String known(YamlNode.Entry section) {
        return ANSIBLE.contains(section.key())
                ? "this is an Ansible inventory: name it as ansible:FILE"
                : Nearest.to(section.key(), SECTIONS)
                        .map(nearest -> "did you mean " + nearest + "?")
                        .orElse("known are " + String.join(", ", SECTIONS));
    }

    private static void each(YamlNode.Entry section, String wanted, Consumer<YamlNode.Entry> read) {
        section.value().entries(section.key(), wanted).forEach(read);
    }

    private void hosts(YamlNode.Entry entry) {
        var variables = new HostsVariables(problems).read(entry);
        names(entry).ifPresent(names -> hosts.addHosts(entry.position(), names, variables));
    }

    private Optional<NodeSet> names(YamlNode.Entry entry) {
        var group = GROUP_IN_KEY.matcher(entry.key());
        if (group.find()) {
            problems.add(
                    entry.keyNode().at(group.end()),
                    entry.key(),
                    "hosts: is where hosts get their names: variables of a group belong under vars:");
            return Optional.empty();
        }
        try {
            var names = Inventory.empty().calculate(entry.key());
            if (names.isEmpty()) {
                problems.add(entry.position(), entry.key(), "this names no host");
            }
            return Optional.of(names);
        } catch (NodeSetException e) {
            problems.add(entry.keyNode().at(e.column()), entry.key(), e.problem());
            return Optional.empty();
        }
    }

    private void vars(YamlNode.Entry entry) {
        var variables = new HostsVariables(problems).read(entry);
        if (isReadable(entry.keyNode(), entry.key())) {
            hosts.addVars(entry.keyNode(), variables);
        }
    }

    private void group(YamlNode.Entry entry) {
        var name = entry.key();
        if (!GROUP_NAME.matcher(name).matches()) {
            problems.add(entry.position(), name, "not a group's name: write letters, digits and _ . - without @");
        } else if (name.equals("all")) {
            problems.add(entry.position(), name, "@all is every host, as --all is: give the group another name");
        } else if (RunSets.isName(name)) {
            problems.add(entry.position(), name, "@" + name + " is a set of the last run: give the group another name");
        } else if (entry.value().isEmpty()) {
            problems.add(entry.position(), name, "the group has no value: write \"\" for an empty group");
        } else if (!(entry.value() instanceof YamlNode.Scalar definition)) {
            problems.add(
                    entry.value().position(), name, entry.value().kind() + " was found: " + asNodeset(entry.value()));
        } else if (definition.text().isBlank() || isReadable(definition, name)) {
            hosts.addGroup(definition.position(), name, definition.text());
        }
    }

    private static String asNodeset(YamlNode node) {
        var names = node instanceof YamlNode.Sequence list ? String.join(",", list.texts()) : "web[01-24],db1";
        return "write one nodeset, as in \"" + names + "\"";
    }

    private boolean isReadable(YamlNode.Scalar node, String key) {
        try {
            Expression.typed(node.text()).check();
            return true;
        } catch (NodeSetException e) {
            problems.add(node.at(e.column()), key, e.problem());
            return false;
        }
    }
}
