package dev.shoal.nodeset;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A set of host names, each once, in ClusterShell's order: families by name, a bare name before its indexed family, then
 * index by width, then by value. Zero padding is part of the index: {@code web1} and {@code web01} are two hosts.
 * {@code node[1-1000000000]} takes no more room than {@code node1}, until its {@link #names} are asked for.
 * Immutable, so threads may share it.
 */
public final class NodeSet {
    private static final NodeSet EMPTY = new NodeSet(new TreeMap<>());

    /** The indexes of each family of names that has any; a name without digits is a family by itself. */
    private final SortedMap<String, IndexTree> families;

    private NodeSet(SortedMap<String, IndexTree> families) {
        this.families = Collections.unmodifiableSortedMap(families);
    }

    public static NodeSet empty() {
        return EMPTY;
    }

    /** These names, in any order and any number of times. They are taken as they are, not parsed. */
    public static NodeSet of(Collection<String> names) {
        var sorted = new ArrayList<>(names);
        sorted.sort(NameOrder.ORDER);
        var rows = new TreeMap<String, List<List<String>>>();
        var before = "";
        for (var name : sorted) {
            if (!name.equals(before)) {
                rows.computeIfAbsent(NameOrder.family(name), family -> new ArrayList<>())
                        .add(NameOrder.indexes(name));
            }
            before = name;
        }
        var families = new TreeMap<String, IndexTree>();
        rows.forEach((family, indexes) -> families.put(family, IndexTree.of(indexes)));
        return new NodeSet(families);
    }

    /** The names of a term, which are not spelled out. */
    public static NodeSet of(Term.Names names) {
        var axes = new Axes(names);
        var families = new TreeMap<String, IndexTree>();
        families.put(axes.family(), IndexTree.product(axes.indexes()));
        return new NodeSet(families);
    }

    /** The names of any of these. */
    public static NodeSet unionOf(List<NodeSet> sets) {
        if (sets.isEmpty()) {
            return EMPTY;
        }
        int middle = sets.size() / 2;
        return middle == 0
                ? sets.getFirst()
                : unionOf(sets.subList(0, middle)).union(unionOf(sets.subList(middle, sets.size())));
    }

    /** How many names there are; as large as an int can be where there are more. */
    public int size() {
        return count().min(BigInteger.valueOf(Integer.MAX_VALUE)).intValue();
    }

    /** How many names there are, without spelling them out. */
    public BigInteger count() {
        return families.values().stream().map(IndexTree::count).reduce(BigInteger.ZERO, BigInteger::add);
    }

    public boolean isEmpty() {
        return families.isEmpty();
    }

    public boolean contains(String name) {
        var indexes = families.get(NameOrder.family(name));
        return indexes != null && indexes.contains(NameOrder.indexes(name));
    }

    /**
     * Every name once, in order. They are written out for this, so look at the {@link #count} of what an operator has typed
     * first.
     */
    public List<String> names() {
        var names = new ArrayList<String>(size());
        families.forEach((family, tree) -> tree.forEach(indexes -> names.add(NameOrder.written(family, indexes))));
        return Collections.unmodifiableList(names);
    }

    /** The names of either. */
    public NodeSet union(NodeSet other) {
        return combine(Operator.UNION, other);
    }

    /** The names of this one that the other does not have. */
    public NodeSet minus(NodeSet other) {
        return combine(Operator.MINUS, other);
    }

    /** The names that both have. */
    public NodeSet intersect(NodeSet other) {
        return combine(Operator.INTERSECT, other);
    }

    /**
     * The shortest text that names these hosts, as {@code web[1-3]}: consecutive indexes become ranges, and several axes
     * are folded where their product is complete. Empty for no hosts. Reading it gives this set again.
     */
    public String fold() {
        return String.join(",", terms());
    }

    /**
     * As {@link #fold()}, with steps, as {@code web[1-9/2]}.
     *
     * @param fewest how many names at equal distances are written so; two at least
     */
    public String foldWithSteps(int fewest) {
        return String.join(",", Folding.terms(families, Math.max(2, fewest)));
    }

    /** The terms of the {@link #fold}. */
    public List<String> terms() {
        return Folding.terms(families, Range.NO_STEPS);
    }

    public NodeSet combine(Operator operator, NodeSet other) {
        var limit = new TooManyPieces.Limit(TooManyPieces.Limit.MAX_STEPS);
        var kept = new TreeMap<>(operator.keepsLeft ? families : Map.<String, IndexTree>of());
        for (var theirs : other.families.entrySet()) {
            var family = theirs.getKey();
            var mine = families.getOrDefault(family, IndexTree.NONE);
            var both = mine.combine(operator, theirs.getValue(), limit);
            if (both.isNone()) {
                kept.remove(family);
            } else {
                kept.put(family, both);
            }
        }
        return kept.isEmpty() ? EMPTY : new NodeSet(kept);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NodeSet set && families.equals(set.families);
    }

    @Override
    public int hashCode() {
        return families.hashCode();
    }

    /** As {@link #fold()}. */
    @Override
    public String toString() {
        return fold();
    }
}
