package dev.shoal.cli;

import dev.shoal.inventory.GroupSource;
import dev.shoal.inventory.Host;
import dev.shoal.inventory.Inventory;
import dev.shoal.nodeset.NodeSetException;
import dev.shoal.text.ProblemsException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Which groups each host is in: those of the inventory, and those of sources that are asked when they are named. From the groups to
 * the hosts, as either may be a hundred thousand.
 */
final class GroupsOfHosts {
    private final Consumer<String> broken;
    private final Map<String, List<String>> groups = new HashMap<>();
    private final List<GroupsOfSource> sources;

    /** What may be done to learn it. */
    enum Effort {
        /** Programs run. */
        PROGRAMS,
        /** None does. */
        NO_PROGRAMS
    }

    /** @param broken gets what is wrong with a group or a source, which is left out */
    GroupsOfHosts(Inventory inventory, Effort effort, Consumer<String> broken) {
        this.broken = broken;
        for (var group : inventory.groups()) {
            try {
                for (var name : inventory.hosts(group).names()) {
                    groups.computeIfAbsent(name, _ -> new ArrayList<>(2)).add(group.name());
                }
            } catch (NodeSetException e) {
                broken.accept(e.getMessage());
            }
        }
        var first =
                inventory.sources().stream().filter(GroupSource::answersUnnamed).findFirst();
        this.sources = new ArrayList<>(inventory.sources().stream()
                .filter(source -> effort == Effort.PROGRAMS || !source.runsPrograms())
                .map(source -> new GroupsOfSource(source, source.equals(first.orElse(null)), inventory, broken))
                .toList());
    }

    /** Their names in the order of the inventory; as {@code source:group} where the name alone leads elsewhere. */
    List<String> of(Host host) {
        var names = new ArrayList<>(groups.getOrDefault(host.name(), List.of()));
        ask(source -> names.addAll(source.of(host.name())));
        return names;
    }

    /** The sources that know the host. */
    List<String> sourcesOf(Host host) {
        var names = new ArrayList<String>();
        ask(source -> {
            if (source.knows(host.name())) {
                names.add("group source " + source.name());
            }
        });
        return names;
    }

    /** Something to learn from a source. */
    @FunctionalInterface
    private interface Question {
        void ask(GroupsOfSource source) throws ProblemsException, NodeSetException;
    }

    /** Asks every source in turn; one that does not answer is not asked again. */
    private void ask(Question question) {
        for (var source : List.copyOf(sources)) {
            try {
                question.ask(source);
            } catch (ProblemsException e) {
                sources.remove(source);
                broken.accept(e.getMessage());
            } catch (NodeSetException e) {
                sources.remove(source);
                broken.accept(e.getMessage());
            }
        }
    }
}
