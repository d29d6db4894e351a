package dev.shoal.cli;

import dev.shoal.inventory.Host;
import dev.shoal.inventory.Inventory;
import dev.shoal.inventory.NodeSetException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Which groups of the inventory each host is in: from the groups to the hosts, as either may be a hundred thousand. */
final class GroupsOfHosts {
    private final Map<String, List<String>> groups = new HashMap<>();

    /** @param broken gets what is wrong with a group, which is left out */
    GroupsOfHosts(Inventory inventory, Consumer<NodeSetException> broken) {
        for (var group : inventory.groups()) {
            try {
                for (var name : inventory.hosts(group).names()) {
                    groups.computeIfAbsent(name, _ -> new ArrayList<>(2)).add(group.name());
                }
            } catch (NodeSetException e) {
                broken.accept(e);
            }
        }
    }

    /** Their names in the order of the inventory. */
    List<String> of(Host host) {
        return List.copyOf(groups.getOrDefault(host.name(), List.of()));
    }
}
