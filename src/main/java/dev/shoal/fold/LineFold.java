package dev.shoal.fold;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Merges the lines of groups into one sequence in which a line that several groups wrote stands once, as often as one host
 * wrote it. It follows the biggest group; what others wrote beside it stands before the next line that they have in common with
 * those before them. Costs a look-up per line of each group, however different they are.
 */
public final class LineFold {
    private final Map<Occurrence, Node> known = new HashMap<>();
    private final Node head = new Node(null);

    /**
     * A line of the merged sequence.
     *
     * @param line as the first of the groups wrote it
     * @param isSimilar whether some of them wrote one that is only similar
     * @param groups the places of the groups that wrote it, rising
     */
    public record Merged(FoldLine line, boolean isSimilar, List<Integer> groups) {
        public Merged {
            groups = List.copyOf(groups);
        }
    }

    /** The how-many-th line of its kind in one reply. */
    private record Occurrence(String key, int count) {}

    /** A ring, so that the end is before the head. */
    private static final class Node {
        private @Nullable FoldLine line;
        private boolean isSimilar;
        private final List<Integer> groups = new ArrayList<>(1);
        private Node before = this;
        private Node next = this;

        Node(@Nullable FoldLine line) {
            this.line = line;
            this.isSimilar = line != null && !line.varying().isEmpty();
        }

        void join(FoldLine other) {
            var mine = line;
            if (mine != null && !mine.tokens().isEmpty()) {
                isSimilar |= mine.isAlikeOnly(other);
                line = mine.joined(other);
            }
        }

        void insert(Node node) {
            node.before = before;
            node.next = this;
            before.next = node;
            before = node;
        }
    }

    private LineFold() {}

    /** The merged lines of these groups; {@code lines} selects stdout or stderr. */
    public static List<Merged> of(List<SimilarFold.Group> groups, Function<SimilarFold.Group, List<FoldLine>> lines) {
        var fold = new LineFold();
        for (int i = 0; i < groups.size(); i++) {
            fold.add(i, lines.apply(groups.get(i)));
        }
        return fold.merged();
    }

    private void add(int group, List<FoldLine> lines) {
        var occurrences = occurrences(lines);
        var place = head;
        for (int i = lines.size() - 1; i >= 0; i--) {
            var occurrence = occurrences.get(i);
            var node = known.get(occurrence);
            if (node == null) {
                node = new Node(lines.get(i));
                known.put(occurrence, node);
                place.insert(node);
            } else {
                node.join(lines.get(i));
            }
            node.groups.add(group);
            place = node;
        }
    }

    private static List<Occurrence> occurrences(List<FoldLine> lines) {
        var counts = new HashMap<String, Integer>();
        return lines.stream()
                .map(line -> new Occurrence(line.key(), counts.merge(line.key(), 1, Integer::sum)))
                .toList();
    }

    private List<Merged> merged() {
        var merged = new ArrayList<Merged>(known.size());
        for (var node = head.next; node != head; node = node.next) {
            var line = Objects.requireNonNull(node.line);
            merged.add(new Merged(line, node.isSimilar, node.groups));
        }
        return merged;
    }
}
