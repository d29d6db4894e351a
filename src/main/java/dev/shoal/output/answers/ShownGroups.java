package dev.shoal.output.answers;

import dev.shoal.fleet.HostResult;
import dev.shoal.fold.FoldGroup;
import dev.shoal.inventory.Host;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The groups of replies that the operator has seen, each under the number of its first time: the first is 1. */
public final class ShownGroups {
    private final List<FoldGroup> groups = new ArrayList<>();
    /** The number of each result's group, by its place in the job. */
    private final Map<Integer, Integer> numbers = new HashMap<>();

    /** What is to be shown. */
    public sealed interface News {
        int number();

        /** A group that was not there before. */
        record Group(int number, FoldGroup group) implements News {}

        /** Hosts that said what a group before them had said. */
        record Also(int number, FoldGroup group, List<Host> hosts) implements News {}
    }

    /** The groups as they are now, in the order of their numbers. */
    List<FoldGroup> groups() {
        return List.copyOf(groups);
    }

    /**
     * Takes over the groups as they are now, and returns what is new: first hosts that joined a group, then new groups.
     *
     * @param now all groups of the run so far: those of before, which may have grown, and others
     */
    List<News> update(List<FoldGroup> now) {
        var also = new ArrayList<News>();
        var fresh = new ArrayList<FoldGroup>();
        for (var group : now) {
            var known = group.results().stream()
                    .map(HostResult::index)
                    .filter(numbers::containsKey)
                    .findFirst();
            if (known.isEmpty()) {
                fresh.add(group);
            } else {
                grown(numbers.getOrDefault(known.get(), 0), group, also);
            }
        }
        also.sort((a, b) -> Integer.compare(a.number(), b.number()));
        for (var group : fresh) {
            groups.add(group);
            enter(group, groups.size());
            also.add(new News.Group(groups.size(), group));
        }
        return also;
    }

    private void grown(int number, FoldGroup group, List<News> also) {
        var hosts = group.results().stream()
                .filter(result -> !numbers.containsKey(result.index()))
                .map(HostResult::host)
                .toList();
        groups.set(number - 1, group);
        if (!hosts.isEmpty()) {
            enter(group, number);
            also.add(new News.Also(number, group, hosts));
        }
    }

    private void enter(FoldGroup group, int number) {
        group.results().forEach(result -> numbers.put(result.index(), number));
    }
}
