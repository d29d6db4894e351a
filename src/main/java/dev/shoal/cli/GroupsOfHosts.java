package dev.shoal.cli;

import dev.shoal.inventory.GroupSource;
import dev.shoal.inventory.Host;
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

/**
 * Which groups each host is in: those of the inventory, and those of sources that are asked when they are named. From the groups to
 * the hosts, as either may be a hundred thousand.
 */
final class GroupsOfHosts {
    private final Consumer<String> broken;
    private final Map<String, List<String>> groups = new HashMap<>();
    private final List<OfSource> sources;

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
                .map(source -> new OfSource(source, source.equals(first.orElse(null)), inventory, broken))
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
        void ask(OfSource source) throws ProblemsException, NodeSetException;
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

    /** Which groups of one source each host is in, save those that the inventory has from it. */
    private static final class OfSource {
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
        OfSource(GroupSource source, boolean isFirst, Inventory inventory, Consumer<String> broken) {
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
                everybody =
                        source.all().isPresent() ? inventory.calculate("@" + source.name() + ":*") : NodeSet.empty();
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
}
