package dev.shoal.sources;

import dev.shoal.inventory.Group;
import dev.shoal.inventory.GroupSource;
import dev.shoal.inventory.Host;
import dev.shoal.inventory.Inventory;
import dev.shoal.process.Programs;
import dev.shoal.text.ProblemsException;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Makes one inventory of several sources. Of a host, what an earlier source says wins, and a later one adds what is
 * missing; of groups with one name the first counts, and the others are reached by their source's name. Confined to one
 * thread.
 */
public final class InventoryMerger {
    private final List<ReadPart> parts;
    private final List<ClusterShellPlace> clusterShell;
    private final KeptAnswers answers;
    private final List<HostDetails> details;
    private Optional<Merged> merged = Optional.empty();

    /** The last inventory, and what it was made of. */
    private record Merged(List<SourceContents> of, Inventory inventory) {}

    /** What may be done to make an inventory. */
    private enum Effort {
        /** Nothing that runs. */
        KNOWN,
        /** What an expression asks for. */
        ASKED,
        /** Whatever is needed to know the hosts' variables. */
        ALL
    }

    /**
     * Of these sources; nothing is read yet.
     *
     * @param parts the first one wins
     * @param clusterShell ClusterShell's configurations, asked for groups
     * @param details what can be learnt of hosts beside that
     * @param programs runs their upcalls
     * @param nanos the time, for what is kept for a while
     * @param warn tells the operator something
     */
    public InventoryMerger(
            List<InventorySource> parts,
            List<ClusterShellPlace> clusterShell,
            List<HostDetails> details,
            Programs programs,
            LongSupplier nanos,
            Consumer<String> warn) {
        this.parts = parts.stream().map(part -> new ReadPart(part, nanos, warn)).toList();
        this.clusterShell = List.copyOf(clusterShell);
        this.details = List.copyOf(details);
        this.answers = new KeptAnswers(programs, nanos);
    }

    /**
     * Everything that all sources say, for a run.
     *
     * @throws ProblemsException with every source that cannot be read
     */
    public Inventory everything() throws ProblemsException {
        return inventory(Effort.ALL);
    }

    /**
     * For calculating with names: a source that runs code is asked when an expression wants its groups.
     *
     * @throws ProblemsException with every file that cannot be read
     */
    public Inventory names() throws ProblemsException {
        return inventory(Effort.ASKED);
    }

    /**
     * For the prompt and for completion: nothing is run, not even for a group.
     *
     * @throws ProblemsException with every file that cannot be read
     */
    public Inventory known() throws ProblemsException {
        return inventory(Effort.KNOWN);
    }

    private Inventory inventory(Effort effort) throws ProblemsException {
        var problems = new ArrayList<String>();
        var read = new LinkedHashMap<ReadPart, SourceContents>();
        for (var part : parts) {
            try {
                if (effort == Effort.ALL || part.part().keep().isEmpty()) {
                    read.put(part, part.read());
                } else {
                    part.known()
                            .ifPresentOrElse(
                                    contents -> read.put(part, contents),
                                    () -> part.part().reader().problem().ifPresent(problems::add));
                }
            } catch (ProblemsException e) {
                problems.addAll(e.problems());
            }
        }
        var asked = groupSources(effort, read, problems);
        if (!problems.isEmpty()) {
            throw new ProblemsException(problems);
        }
        return merged(List.copyOf(read.values())).asking(asked);
    }

    private List<GroupSource> groupSources(Effort effort, Map<ReadPart, SourceContents> read, List<String> problems) {
        var found = new ArrayList<GroupSource>();
        var taken = new HashSet<String>();
        for (var part : parts) {
            var contents = Optional.ofNullable(read.get(part));
            var name = part.part().names().stream().filter(taken::add).findFirst();
            boolean hasNone = part.part().keep().isEmpty()
                    && contents.filter(known -> !known.groups().isEmpty()).isEmpty();
            if (name.isEmpty() || hasNone) {
                continue;
            }
            found.add(contents.<GroupSource>map(known -> new FixedGroups(name.get(), known))
                    .orElseGet(() -> new WantedGroups(name.get(), behind(part, effort, read), reader(part, effort))));
            contents.flatMap(SourceContents::asked).ifPresent(found::add);
        }
        var upcalls = effort == Effort.KNOWN ? answers.withoutAsking() : answers;
        for (var place : clusterShell) {
            try {
                place.sources(upcalls).stream()
                        .filter(source -> taken.add(source.name()))
                        .forEach(found::add);
            } catch (ProblemsException e) {
                problems.addAll(e.problems());
            }
        }
        return found;
    }

    /** The groups that this source, which is not read yet, might have before those that are; where nothing may be asked these count. */
    private Set<String> behind(ReadPart unread, Effort effort, Map<ReadPart, SourceContents> read) {
        if (effort == Effort.KNOWN) {
            return Set.of();
        }
        var before = new HashSet<String>();
        var behind = new HashSet<String>();
        boolean isBehind = false;
        for (var part : parts) {
            isBehind |= part == unread;
            var names = isBehind ? behind : before;
            Optional.ofNullable(read.get(part))
                    .ifPresent(contents -> contents.groups().forEach(group -> names.add(group.name())));
        }
        behind.removeAll(before);
        return behind;
    }

    private static WantedGroups.Reader reader(ReadPart part, Effort effort) {
        if (effort == Effort.KNOWN) {
            return () -> {
                throw new ProblemsException(part.part().place() + ": has not been asked yet");
            };
        }
        return part::read;
    }

    private Inventory merged(List<SourceContents> all) {
        var known = merged.filter(last -> isSame(last.of(), all)).map(Merged::inventory);
        if (known.isPresent()) {
            return known.get();
        }
        var hosts = new LinkedHashMap<String, Host>();
        var groups = new LinkedHashMap<String, Group>();
        for (var contents : all) {
            for (var host : contents.hosts()) {
                hosts.merge(host.name(), host, InventoryMerger::both);
            }
            contents.groups().forEach(group -> groups.putIfAbsent(group.name(), group));
        }
        var inventory = Inventory.of(hosts.values(), groups.values()).toldBy(new MergedProvenance(all, details));
        merged = Optional.of(new Merged(all, inventory));
        return inventory;
    }

    @SuppressWarnings("ReferenceEquality") // comparing a hundred thousand hosts would cost as much as merging them
    private static boolean isSame(List<SourceContents> some, List<SourceContents> others) {
        if (some.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < some.size(); i++) {
            if (some.get(i) != others.get(i)) {
                return false;
            }
        }
        return true;
    }

    private static Host both(Host first, Host other) {
        var variables = HostVariables.of(first);
        variables.addAll(other);
        return variables.host();
    }
}
