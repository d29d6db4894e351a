package dev.shoal.output.answers;

import com.github.difflib.algorithm.Change;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import dev.shoal.fold.FoldLine;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which lines set one text apart from another: the shortest way from one to the other. */
final class Difference {
    private final List<FoldLine> base;
    private final List<FoldLine> other;
    private final BitSet gone;
    private final BitSet added;

    private Difference(List<FoldLine> base, List<FoldLine> other, BitSet gone, BitSet added) {
        this.base = base;
        this.other = other;
        this.gone = gone;
        this.added = added;
    }

    /**
     * How many pairs of lines may still be compared, by all differences of a run together: the algorithm takes a pair for each
     * line and each line that differs, and a hundred thousand lines in another order would keep it busy for hours.
     */
    static final class Budget {
        /** A second or two. */
        static final int USUAL = 60_000_000;

        private long left;

        Budget(long pairs) {
            left = pairs;
        }

        private boolean take(Integer one, Integer another) {
            if (left-- <= 0) {
                throw new Spent();
            }
            return one.equals(another);
        }
    }

    private static final class Spent extends RuntimeException {
        private static final long serialVersionUID = 1;

        Spent() {
            super("too many lines to compare", null, false, false);
        }
    }

    /** The difference; empty if it would cost more than there is. */
    static Optional<Difference> between(List<FoldLine> base, List<FoldLine> other, Budget budget) {
        int most = Math.min(base.size(), other.size());
        int head = 0;
        while (head < most && isSame(base.get(head), other.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < most - head && isSame(base.get(base.size() - 1 - tail), other.get(other.size() - 1 - tail))) {
            tail++;
        }
        var gone = new BitSet();
        var added = new BitSet();
        try {
            for (var change :
                    changes(base.subList(head, base.size() - tail), other.subList(head, other.size() - tail), budget)) {
                gone.set(head + change.startOriginal, head + change.endOriginal);
                added.set(head + change.startRevised, head + change.endRevised);
            }
        } catch (Spent e) {
            return Optional.empty();
        }
        return Optional.of(new Difference(base, other, gone, added));
    }

    private static boolean isSame(FoldLine one, FoldLine another) {
        return one.key().equals(another.key());
    }

    private static List<Change> changes(List<FoldLine> base, List<FoldLine> other, Budget budget) {
        Map<String, Integer> numbers = new HashMap<>();
        var algorithm = new MyersDiffWithLinearSpace<Integer>(budget::take);
        return algorithm.computeDiff(numbered(base, numbers), numbered(other, numbers), null);
    }

    private static List<Integer> numbered(List<FoldLine> lines, Map<String, Integer> numbers) {
        return lines.stream()
                .map(line -> numbers.computeIfAbsent(line.key(), _ -> numbers.size()))
                .toList();
    }

    List<FoldLine> base() {
        return base;
    }

    List<FoldLine> other() {
        return other;
    }

    boolean isGone(int inBase) {
        return gone.get(inBase);
    }

    boolean isAdded(int inOther) {
        return added.get(inOther);
    }

    /** How many lines are in both, in this order. */
    int common() {
        return base.size() - gone.cardinality();
    }

    boolean isNothing() {
        return gone.isEmpty() && added.isEmpty();
    }
}
