package dev.shoal.inventory;

import dev.shoal.nodeset.NameOrder;
import dev.shoal.nodeset.NodeSet;
import dev.shoal.nodeset.NodeSetException;
import dev.shoal.nodeset.RunSets;
import dev.shoal.text.ProblemsException;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the groups that hosts are made of: the largest that fits comes first, and no two overlap, as ClusterShell has it. A group
 * that is broken is left out and named; so is a source that does not answer, without which the answer could be another one.
 */
public final class Regrouping {
    /**
     * Hosts as groups, as far as groups fit.
     *
     * @param text a nodeset, as {@code @db,@io[1-2],web7}; reading it gives the hosts again
     * @param leftOut groups that could not be compared, or sources that do not list theirs: a line each
     * @param unread the errors of sources that failed, a line each: with them the text could be different
     */
    public record Result(String text, List<String> leftOut, List<String> unread) {
        public Result {
            unread = List.copyOf(unread);
            leftOut = List.copyOf(leftOut);
        }
    }

    private final Inventory inventory;
    private final GroupBook groups;
    private final List<String> leftOut = new ArrayList<>();
    private final List<String> unread = new ArrayList<>();

    Regrouping(Inventory inventory) {
        this.inventory = inventory;
        this.groups = new GroupBook(inventory);
    }

    /** A group; the prefix is what stands between its {@code @} and its name. */
    private record Candidate(String prefix, String name, NodeSet hosts) {}

    /** The hosts that no group was found for yet. A small group is looked up by name: that costs no walk through all the others. */
    private static final class Rest {
        private static final BigInteger SMALL = BigInteger.valueOf(1_000);

        private final Set<String> taken = new HashSet<>();
        private NodeSet hosts;

        Rest(NodeSet hosts) {
            this.hosts = hosts;
        }

        /** Takes the group away where all of it is there; whether it was. */
        boolean take(NodeSet group) {
            if (group.count().compareTo(SMALL) > 0) {
                boolean isThere = group.minus(hosts()).isEmpty();
                hosts = isThere ? hosts.minus(group) : hosts;
                return isThere;
            }
            var names = group.names();
            boolean isThere = names.stream().allMatch(name -> hosts.contains(name) && !taken.contains(name));
            if (isThere) {
                taken.addAll(names);
            }
            return isThere;
        }

        NodeSet hosts() {
            hosts = hosts.minus(NodeSet.of(taken));
            taken.clear();
            return hosts;
        }
    }

    Result of(NodeSet hosts) {
        var rest = new Rest(hosts);
        var found = new TreeMap<String, List<String>>();
        for (var candidate : candidates()) {
            if (rest.take(candidate.hosts)) {
                found.computeIfAbsent(candidate.prefix, prefix -> new ArrayList<>())
                        .add(candidate.name);
            }
        }
        var names = found.entrySet().stream().flatMap(prefix -> NodeSet.of(prefix.getValue()).terms().stream()
                .map(term -> "@" + prefix.getKey() + term));
        var left = rest.hosts();
        var others = left.isEmpty() ? Stream.<String>empty() : Stream.of(left.fold());
        return new Result(Stream.concat(names, others).collect(Collectors.joining(",")), leftOut, unread);
    }

    /** Every group that has hosts, the largest first, those of one size by name. */
    private List<Candidate> candidates() {
        var all = new ArrayList<Candidate>();
        inventory.groups().forEach(group -> add(all, "", group.name()));
        for (var source : inventory.sources()) {
            try {
                source.groups().forEach(name -> add(all, source.name(), name));
            } catch (ProblemsException e) {
                (source.listsGroups() ? unread : leftOut).addAll(e.problems());
            }
        }
        all.sort(Comparator.comparing((Candidate group) -> group.hosts.count())
                .reversed()
                .thenComparing(Candidate::name, NameOrder.ORDER)
                .thenComparing(Candidate::prefix));
        return all;
    }

    private void add(List<Candidate> all, String source, String name) {
        try {
            if (source.isEmpty() && RunSets.isName(name)) {
                return; // it is reached by its source's name alone
            }
            var definition =
                    groups.find(source, name, "").filter(found -> found.source().equals(source));
            if (definition.isPresent()) {
                var hosts = groups.hosts(definition.get());
                if (!hosts.isEmpty()) {
                    all.add(new Candidate(prefix(definition.get(), hosts), name, hosts));
                }
            }
        } catch (NodeSetException e) {
            leftOut.add(e.getMessage());
        } catch (ProblemsException e) {
            unread.addAll(e.problems());
        }
    }

    /** A group needs none where its name alone leads to the same hosts. */
    private String prefix(GroupBook.Definition group, NodeSet hosts) throws NodeSetException, ProblemsException {
        var source = group.source();
        if (source.isEmpty() || RunSets.isName(group.name())) {
            return source.isEmpty() ? "" : source + ":";
        }
        var reached = groups.find("", group.name(), "");
        boolean isSame = reached.isPresent() && groups.hosts(reached.get()).equals(hosts);
        return isSame ? "" : source + ":";
    }
}
