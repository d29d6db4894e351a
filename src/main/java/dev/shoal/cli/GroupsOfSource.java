package dev.shoal.cli;

import dev.shoal.inventory.GroupSource;
import dev.shoal.inventory.Inventory;
import dev.shoal.nodeset.NodeSet;
import dev.shoal.nodeset.NodeSetException;
import dev.shoal.nodeset.RunSets;
import dev.shoal.text.ProblemsException;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Which groups of one source each host is in, save those that the inventory has from it. */
final class GroupsOfSource {
    /** A source that can tell it of one host is asked so for a few; for more, all of its groups cost less. */
    private static final int MOST_ALONE = 16;

    private final GroupSource source;
    private final boolean isFirst;
    private final Inventory inventory;
    private final Consumer<String> broken;
    private int alone;
    private @Nullable Map<String, List<String>> groups;
    private @Nullable NodeSet everybody;

    /**
     * A source that has not been asked yet.
     *
     * @param isFirst whether a group that is named without a source is first looked for in it
     * @param broken gets what is wrong with a group, which is left out
     */
    GroupsOfSource(GroupSource source, boolean isFirst, Inventory inventory, Consumer<String> broken) {
        this.source = source;
        this.isFirst = isFirst;
        this.inventory = inventory;
        this.broken = broken;
    }

    String name() {
        return source.name();
    }

    /** The groups of a host. */
    List<String> of(String host) throws ProblemsException {
        if (groups == null && alone < MOST_ALONE) {
            var told = source.groupsOf(host);
            if (told.isPresent()) {
                alone++;
                return told.get().stream().map(this::label).toList();
            }
        }
        if (groups == null) {
            groups = all();
        }
        return List.copyOf(groups.getOrDefault(host, List.of()));
    }

    /** Whether the source names the host, in a group or among all of its hosts. */
    boolean knows(String host) throws ProblemsException, NodeSetException {
        if (!of(host).isEmpty()) {
            return true;
        }
        if (everybody == null) {
            everybody = source.all().isPresent() ? inventory.calculate("@" + source.name() + ":*") : NodeSet.empty();
        }
        return everybody.contains(host);
    }

    private Map<String, List<String>> all() throws ProblemsException {
        var all = new HashMap<String, List<String>>();
        for (var name : source.groups()) {
            try {
                if (!isOfInventory(name)) {
                    for (var host : inventory.hosts(source, name).names()) {
                        all.computeIfAbsent(host, _ -> new ArrayList<>(2)).add(label(name));
                    }
                }
            } catch (NodeSetException e) {
                broken.accept(e.getMessage());
            }
        }
        return all;
    }

    /** Whether the inventory has this very group, from this source. */
    private boolean isOfInventory(String name) throws ProblemsException {
        var ours = inventory.group(name).map(group -> group.hosts().text());
        return ours.isPresent() && ours.equals(source.group(name).map(text -> text.text()));
    }

    private String label(String name) {
        boolean isReached = isFirst && inventory.group(name).isEmpty() && !RunSets.isName(name);
        return isReached ? name : source.name() + ":" + name;
    }
}
