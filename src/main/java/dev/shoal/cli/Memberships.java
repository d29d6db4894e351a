package dev.shoal.cli;

import dev.shoal.inventory.Host;
import dev.shoal.inventory.Inventory;
import dev.shoal.inventory.NodeSet;
import dev.shoal.inventory.NodeSetException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Which groups of an inventory a host is in.
 *
 * @param groups by name, in the order of the inventory
 */
record Memberships(Map<String, NodeSet> groups) {
    /**
     * Those of all hosts.
     *
     * @param broken hears of each group whose definition cannot be worked out; nobody is in that one
     */
    static Memberships in(Inventory inventory, Consumer<NodeSetException> broken) {
        var groups = new LinkedHashMap<String, NodeSet>();
        for (var group : inventory.groups()) {
            try {
                groups.put(group.name(), inventory.calculate("@" + group.name()));
            } catch (NodeSetException e) {
                broken.accept(e);
            }
        }
        return new Memberships(groups);
    }

    List<String> of(Host host) {
        return groups.entrySet().stream()
                .filter(group -> group.getValue().contains(host.name()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
