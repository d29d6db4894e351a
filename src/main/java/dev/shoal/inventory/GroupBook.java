package dev.shoal.inventory;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The groups as one question to the inventory finds them: each is read when it is first used, and once. Confined to one
 * thread.
 */
final class GroupBook {
    /** How far groups may refer to groups: each step costs stack. */
    private static final int MAX_DEEP = 200;

    private final Inventory inventory;
    private final Map<String, NodeSet> read = new HashMap<>();

    /** The groups being read, the outermost first. */
    private final LinkedHashSet<String> open = new LinkedHashSet<>();

    GroupBook(Inventory inventory) {
        this.inventory = inventory;
    }

    Inventory inventory() {
        return inventory;
    }

    /** Whether the group is being read, so that who asks for it now is part of it. */
    boolean isOpen(String name) {
        return open.contains(name);
    }

    /** The way from the group back to itself, {@code @a -> @b -> @a}. */
    String circle(String name) {
        return open.stream()
                .dropWhile(group -> !group.equals(name))
                .map(group -> "@" + group + " -> ")
                .collect(Collectors.joining("", "", "@" + name));
    }

    /** The hosts of a group that the inventory has and that is not open. */
    NodeSet hosts(String name) throws NodeSetException {
        var known = read.get(name);
        if (known != null) {
            return known;
        }
        var group = inventory.group(name);
        if (group.isEmpty()) {
            return inventory.nodeset(); // @all, where no source defines it
        }
        if (group.get().hosts().text().isBlank()) {
            return NodeSet.empty();
        }
        var definition = named(group.get());
        if (open.size() == MAX_DEEP) {
            throw new NodeSetException("groups refer to groups more than " + MAX_DEEP + " deep", definition, 1);
        }
        open.add(name);
        try {
            var hosts = new Evaluation(definition, Evaluation.Rules.SELECT, this).names();
            read.put(name, hosts);
            return hosts;
        } finally {
            open.remove(name);
        }
    }

    /** The definition, so that a message names the group beside the place. */
    private static Expression named(Group group) {
        var place = group.hosts().origin().map(origin -> origin + ": ").orElse("");
        return Expression.at(place + "@" + group.name(), group.hosts().text());
    }
}
