package dev.shoal.nodeset;

import dev.shoal.nodeset.IndexTree.Edge;
import dev.shoal.nodeset.IndexTree.Growing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Goes through the edges of two trees side by side, cutting spans where the other's begin or end. */
final class TreeMerge {
    private final Operator operator;
    private final TooManyPieces.Limit limit;
    private final Side left;
    private final Side right;
    private final Growing growing = new Growing();

    /** The merged subtree of each pair: a pair may follow very many spans. */
    private final Map<Edges, IndexTree> known = new HashMap<>();

    private record Edges(IndexTree left, IndexTree right) {}

    TreeMerge(Operator operator, IndexTree left, IndexTree right, TooManyPieces.Limit limit) {
        this.operator = operator;
        this.limit = limit;
        this.left = new Side(left.edges(), operator.keepsLeft);
        this.right = new Side(right.edges(), operator.keepsRight);
    }

    IndexTree tree() {
        while (!left.isDone() && !right.isDone()) {
            limit.step();
            if (!alone(left, right) && !alone(right, left)) {
                common();
            }
        }
        left.rest();
        right.rest();
        return growing.tree();
    }

    /** Passes what one side has before the other begins; whether there was something. */
    private boolean alone(Side one, Side other) {
        if (NameOrder.BY_WIDTH_AND_VALUE.compare(one.span.first(), other.span.first()) >= 0) {
            return false;
        }
        one.pass(one.span.isBefore(other.span) ? one.span : one.span.to(Span.previous(other.span.first())));
        return true;
    }

    /** Both begin at the same index: passes what they share. */
    private void common() {
        var shorter = left.span.last().compareTo(right.span.last()) <= 0 ? left.span : right.span;
        var pair = new Edges(left.below, right.below);
        var below = known.get(pair);
        if (below == null) {
            below = pair.left.combine(operator, pair.right, limit);
            known.put(pair, below);
        }
        growing.add(shorter, below);
        left.advance(shorter);
        right.advance(shorter);
    }

    /** Where one of the two is. */
    private final class Side {
        private final List<Edge> edges;
        private final boolean isKept;
        private int at;
        private Span span;
        private IndexTree below;

        /** The edges are at least one. */
        Side(List<Edge> edges, boolean isKept) {
            this.edges = edges;
            this.isKept = isKept;
            this.span = edges.getFirst().span();
            this.below = edges.getFirst().below();
        }

        boolean isDone() {
            return at == edges.size();
        }

        void pass(Span part) {
            if (isKept) {
                growing.add(part, below);
            }
            advance(part);
        }

        void advance(Span passed) {
            if (!passed.last().equals(span.last())) {
                span = span.from(Span.next(passed.last()));
            } else if (++at < edges.size()) {
                span = edges.get(at).span();
                below = edges.get(at).below();
            }
        }

        void rest() {
            while (isKept && !isDone()) {
                limit.step();
                pass(span);
            }
        }
    }
}
