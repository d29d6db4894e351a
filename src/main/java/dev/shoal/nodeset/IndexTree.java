package dev.shoal.nodeset;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Which indexes the names of one family have: a level for each axis from the left, with an edge for each span of indexes
 * after which the same may follow. So {@code node[1-1000000000]} is a handful of edges, and a set has one tree only: equal
 * sets are equal trees. Immutable.
 */
final class IndexTree {
    /** Where a name is complete. */
    static final IndexTree END = new IndexTree(List.of(), BigInteger.ONE, 1);

    /** No name at all. */
    static final IndexTree NONE = new IndexTree(List.of(), BigInteger.ZERO, 0);

    /** A set that can be spelled out may be as ragged as it likes. */
    private static final BigInteger MAX_NAMES = BigInteger.valueOf(TooManyPieces.MAX_HOSTS);

    private final List<Edge> edges;
    private final BigInteger count;
    private final long pieces; // products of index sets that it is made of, as it stands
    private final int hash;

    /** Edges come in order; neighbours with the same below are one edge; equal belows of a tree are one object. */
    record Edge(Span span, IndexTree below) {}

    private IndexTree(List<Edge> edges, BigInteger count, long pieces) {
        this.edges = edges;
        this.count = count;
        this.pieces = pieces;
        int sum = count.hashCode();
        for (var edge : edges) {
            sum = 31 * (31 * sum + edge.span.hashCode()) + edge.below.hash;
        }
        this.hash = sum;
    }

    boolean isNone() {
        return pieces == 0;
    }

    boolean isEnd() {
        return edges.isEmpty() && pieces > 0;
    }

    List<Edge> edges() {
        return edges;
    }

    /** How many names there are. */
    BigInteger count() {
        return count;
    }

    /** Those with the same subtree, together; in the order of their first. */
    Map<IndexTree, List<Span>> spansByBelow() {
        var spans = new LinkedHashMap<IndexTree, List<Span>>();
        edges.forEach(edge ->
                spans.computeIfAbsent(edge.below, below -> new ArrayList<>()).add(edge.span));
        return spans;
    }

    boolean contains(List<String> indexes) {
        var tree = this;
        for (var index : indexes) {
            int at = tree.find(index);
            if (at < 0) {
                return false;
            }
            tree = tree.edges.get(at).below;
        }
        return tree.isEnd();
    }

    private int find(String index) {
        int low = 0;
        int high = edges.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            var span = edges.get(middle).span;
            if (span.contains(index)) {
                return middle;
            }
            if (NameOrder.BY_WIDTH_AND_VALUE.compare(span.first(), index) < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    /** Passes every name's indexes in order; the list is used again for the next. */
    void forEach(Consumer<List<String>> names) {
        walk(new ArrayList<>(), names);
    }

    private void walk(List<String> before, Consumer<List<String>> names) {
        if (isEnd()) {
            names.accept(before);
            return;
        }
        for (var edge : edges) {
            for (var index = edge.span.first(); ; index = Span.next(index)) {
                before.add(index);
                edge.below.walk(before, names);
                before.removeLast();
                if (index.equals(edge.span.last())) {
                    break;
                }
            }
        }
    }

    /** What the operator keeps of two trees of the same number of levels. */
    IndexTree combine(Operator operator, IndexTree other, TooManyPieces.Limit limit) {
        if (equals(other)) {
            return operator.keepsCommon ? this : NONE;
        }
        if (other.isNone()) {
            return operator.keepsLeft ? this : NONE;
        }
        if (isNone()) {
            return operator.keepsRight ? other : NONE;
        }
        return new TreeMerge(operator, this, other, limit).tree();
    }

    @Override
    public boolean equals(Object object) {
        if (this == object) {
            return true;
        }
        boolean mayBe = object instanceof IndexTree tree
                && hash == tree.hash
                && edges.size() == tree.edges.size()
                && count.equals(tree.count);
        return mayBe && hasSameEdges((IndexTree) object);
    }

    /** Each pair of belows is compared once: as they are shared, there may be very many ways to the same one. */
    @SuppressWarnings("ReferenceEquality") // whether it is the very pair that was compared before
    private boolean hasSameEdges(IndexTree other) {
        var same = new IdentityHashMap<IndexTree, IndexTree>();
        for (int i = 0; i < edges.size(); i++) {
            var mine = edges.get(i);
            var its = other.edges.get(i);
            if (!mine.span.equals(its.span)) {
                return false;
            }
            if (same.get(mine.below) != its.below) {
                if (!mine.below.equals(its.below)) {
                    return false;
                }
                same.put(mine.below, its.below);
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** A tree that is written from its first edge to its last. */
    static final class Growing {
        private final List<Edge> edges = new ArrayList<>();
        private final Map<IndexTree, IndexTree> belows = new HashMap<>();
        private BigInteger count = BigInteger.ZERO;
        private long pieces;

        /** Adds a subtree after these indexes, which come after all so far; an empty subtree changes nothing. */
        void add(Span span, IndexTree below) {
            if (below.isNone()) {
                return;
            }
            var shared = belows.putIfAbsent(below, below);
            if (shared == null) {
                shared = below;
                pieces += below.pieces;
            }
            count = count.add(shared.isEnd() ? span.count() : span.count().multiply(shared.count));
            if (!edges.isEmpty()
                    && edges.getLast().below.equals(shared)
                    && edges.getLast().span.touches(span)) {
                edges.set(edges.size() - 1, new Edge(edges.getLast().span.to(span.last()), shared));
            } else {
                edges.add(new Edge(span, shared));
            }
        }

        IndexTree tree() {
            if (pieces > TooManyPieces.MAX_PRODUCTS && count.compareTo(MAX_NAMES) > 0) {
                throw new TooManyPieces("this is made of more than " + TooManyPieces.MAX_PRODUCTS
                        + " products of ranges: write fewer ranges in one name");
            }
            return edges.isEmpty() ? NONE : new IndexTree(List.copyOf(edges), count, pieces);
        }
    }

    /** The names whose index on each axis is one of these. */
    static IndexTree product(List<List<Span>> axes) {
        var tree = END;
        for (var axis : axes.reversed()) {
            var growing = new Growing();
            var below = tree;
            Span.sorted(axis).forEach(span -> growing.add(span, below));
            tree = growing.tree();
        }
        return tree;
    }

    /** The names with these indexes, which are sorted and distinct. */
    static IndexTree of(List<List<String>> sortedNames) {
        return level(sortedNames, 0);
    }

    private static IndexTree level(List<List<String>> names, int axis) {
        if (names.getFirst().size() == axis) {
            return END;
        }
        var growing = new Growing();
        int from = 0;
        for (int to = 1; to <= names.size(); to++) {
            var index = names.get(from).get(axis);
            if (to == names.size() || !names.get(to).get(axis).equals(index)) {
                growing.add(Span.of(index), level(names.subList(from, to), axis + 1));
                from = to;
            }
        }
        return growing.tree();
    }
}
