package dev.shoal.inventory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * A set of host names, each once, in ClusterShell's order: families by name, a bare name before its indexed family, then
 * index by width, then by value. Zero padding is part of the index: {@code web1} and {@code web01} are two hosts.
 * Immutable, so threads may share it.
 */
public final class NodeSet {
    private static final NodeSet EMPTY = new NodeSet(List.of());

    /** Sorted, each name once, unmodifiable. */
    private final List<String> names;

    private NodeSet(List<String> sorted) {
        this.names = Collections.unmodifiableList(sorted);
    }

    public static NodeSet empty() {
        return EMPTY;
    }

    /** These names, in whatever order and however often they come. They are taken as they are, not parsed. */
    public static NodeSet of(Collection<String> names) {
        var sorted = new ArrayList<>(names);
        sorted.sort(NameOrder.ORDER);
        var distinct = new ArrayList<String>(sorted.size());
        for (var name : sorted) {
            if (distinct.isEmpty() || !distinct.getLast().equals(name)) {
                distinct.add(name);
            }
        }
        return new NodeSet(distinct);
    }

    /**
     * The names that an expression without groups stands for.
     *
     * @throws NodeSetException where it cannot be read, or names a group
     */
    public static NodeSet parse(String expression) throws NodeSetException {
        return Inventory.empty().calculate(expression);
    }

    /** The order of the names, for those who sort by it. */
    public static Comparator<String> order() {
        return NameOrder.ORDER;
    }

    public int size() {
        return names.size();
    }

    public boolean isEmpty() {
        return names.isEmpty();
    }

    public boolean contains(String name) {
        return Collections.binarySearch(names, name, NameOrder.ORDER) >= 0;
    }

    /** Every name once, in order. */
    public List<String> names() {
        return names;
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

    /** The names that exactly one of the two has. */
    public NodeSet xor(NodeSet other) {
        return combine(Operator.XOR, other);
    }

    /**
     * The shortest text that names these hosts, as {@code web[1-3]}: consecutive indexes become ranges, and several axes
     * are folded where their product is complete. Empty for no hosts. Reading it gives this set again.
     */
    public String fold() {
        return Folding.fold(names);
    }

    NodeSet combine(Operator operator, NodeSet other) {
        var kept = new ArrayList<String>();
        int left = 0;
        int right = 0;
        while (left < names.size() && right < other.names.size()) {
            var name = names.get(left);
            int order = NameOrder.ORDER.compare(name, other.names.get(right));
            if (order < 0 ? operator.keepsLeft : order == 0 && operator.keepsCommon) {
                kept.add(name);
            } else if (order > 0 && operator.keepsRight) {
                kept.add(other.names.get(right));
            }
            left += order <= 0 ? 1 : 0;
            right += order >= 0 ? 1 : 0;
        }
        if (operator.keepsLeft) {
            kept.addAll(names.subList(left, names.size()));
        }
        if (operator.keepsRight) {
            kept.addAll(other.names.subList(right, other.names.size()));
        }
        return new NodeSet(kept);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NodeSet set && names.equals(set.names);
    }

    @Override
    public int hashCode() {
        return names.hashCode();
    }

    /** As {@link #fold()}. */
    @Override
    public String toString() {
        return fold();
    }
}
