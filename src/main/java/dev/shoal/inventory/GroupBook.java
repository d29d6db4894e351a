package dev.shoal.inventory;

import dev.shoal.nodeset.Expression;
import dev.shoal.nodeset.NodeSet;
import dev.shoal.nodeset.NodeSetException;
import dev.shoal.text.ProblemsException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The groups as one question to the inventory finds them: each is read when it is first used, and once. Those of the inventory
 * itself come first, then each source's in turn. Confined to one thread.
 */
final class GroupBook {
    /** How far groups may refer to groups: each step costs stack. */
    private static final int MAX_DEEP = 200;

    private final Inventory inventory;
    private final Map<String, NodeSet> read = new HashMap<>();

    /** The groups being read, the outermost first. */
    private final LinkedHashSet<String> open = new LinkedHashSet<>();

    /**
     * What a group stands for, as it was found.
     *
     * @param source which source has it; blank for the inventory itself
     * @param name without {@code @}
     * @param text not yet read; a message about it names the group
     */
    record Definition(String source, String name, Expression text) {
        /** As one writes it where there are several sources. */
        String label() {
            return label(source, name);
        }

        static String label(String source, String name) {
            return "@" + (source.isEmpty() ? "" : source + ":") + name;
        }

        static Definition of(String source, String name, Expression text) {
            var place = text.origin().map(origin -> origin + ": ").orElse("");
            return new Definition(source, name, Expression.at(place + label(source, name), text.text()));
        }
    }

    GroupBook(Inventory inventory) {
        this.inventory = inventory;
    }

    Inventory inventory() {
        return inventory;
    }

    /**
     * The group's definition.
     *
     * @param source the only source that is asked; blank for all in turn
     * @param home where the question stands: a group's definition means first the groups of its own source
     * @throws ProblemsException where a source is unknown or cannot be asked
     */
    Optional<Definition> find(String source, String name, String home) throws ProblemsException {
        if (!source.isEmpty()) {
            return in(source(source), name);
        }
        var own = inventory.group(name).map(group -> Definition.of("", name, group.hosts()));
        boolean isAll = name.equals(Inventory.ALL);
        if (own.isEmpty() && home.isEmpty() && isAll && !inventory.nodeset().isEmpty()) {
            return Optional.of(allHosts(name));
        }
        var asked = new ArrayList<GroupSource>();
        if (!home.isEmpty()) {
            asked.add(source(home));
        }
        unnamed().stream().filter(one -> own.isEmpty() || one.precedes(name)).forEach(asked::add);
        for (var one : asked) {
            var found = one.group(name);
            if (found.isPresent()) {
                boolean isInventory = one.belongsToInventory() && !one.name().equals(home);
                return found.map(text -> Definition.of(isInventory ? "" : one.name(), name, text));
            }
        }
        return own.isEmpty() && isAll ? Optional.of(allHosts(name)) : own;
    }

    /** Who is asked for a group that is named without a source. */
    private List<GroupSource> unnamed() {
        return inventory.sources().stream().filter(GroupSource::answersUnnamed).toList();
    }

    private static Definition allHosts(String name) {
        return Definition.of("", name, Expression.typed("@*"));
    }

    private static Optional<Definition> in(GroupSource source, String name) throws ProblemsException {
        return source.group(name).map(text -> Definition.of(source.name(), name, text));
    }

    /**
     * The source of this name.
     *
     * @throws ProblemsException where there is none
     */
    GroupSource source(String name) throws ProblemsException {
        for (var source : inventory.sources()) {
            if (source.name().equals(name)) {
                return source;
            }
        }
        throw new ProblemsException("unknown source " + name + ": " + inventory.hintForSource(name));
    }

    /** Whether the group is being read, so that who asks for it now is part of it. */
    boolean isOpen(Definition group) {
        return open.contains(group.label());
    }

    /** The way from the group back to itself, {@code @a -> @b -> @a}. */
    String circle(Definition group) {
        return open.stream()
                .dropWhile(label -> !label.equals(group.label()))
                .map(label -> label + " -> ")
                .collect(Collectors.joining("", "", group.label()));
    }

    /**
     * The hosts of a group.
     *
     * @throws NodeSetException also where the group is open, so that it would be part of itself
     */
    NodeSet hosts(Definition group) throws NodeSetException {
        var known = read.get(group.label());
        if (known != null) {
            return known;
        }
        if (group.text().text().isBlank()) {
            return NodeSet.empty();
        }
        if (open.size() == MAX_DEEP) {
            throw new NodeSetException("groups refer to groups more than " + MAX_DEEP + " deep", group.text(), 1);
        }
        if (!open.add(group.label())) {
            throw new NodeSetException("the groups go round in a circle: " + circle(group), group.text(), 1);
        }
        try {
            var hosts = Evaluation.ofDefinition(group, this).names();
            read.put(group.label(), hosts);
            return hosts;
        } finally {
            open.remove(group.label());
        }
    }

    /** Every host of the inventory; where that has none by itself, every host of its sources. */
    NodeSet allHosts() throws NodeSetException, ProblemsException {
        var all = new ArrayList<>(List.of(inventory.nodeset()));
        for (var source : unnamed()) {
            if (inventory.nodeset().isEmpty() || source.belongsToInventory()) {
                all.add(allHosts(source));
            }
        }
        return NodeSet.unionOf(all);
    }

    /** Every host of the source: as it lists them, or else those of all its groups. */
    NodeSet allHosts(GroupSource source) throws NodeSetException, ProblemsException {
        var all = source.all();
        if (all.isPresent()) {
            return hosts(Definition.of(source.name(), "*", all.get()));
        }
        var hosts = new ArrayList<NodeSet>();
        for (var name : source.groups()) {
            var group = in(source, name);
            if (group.isPresent() && !isOpen(group.get())) {
                hosts.add(hosts(group.get()));
            }
        }
        return NodeSet.unionOf(hosts);
    }

    /** The names of the inventory's own groups and of every source's. */
    List<String> names() throws ProblemsException {
        var names = new ArrayList<>(inventory.groups().stream().map(Group::name).toList());
        for (var source : unnamed()) {
            names.addAll(source.groups());
        }
        return names;
    }
}
