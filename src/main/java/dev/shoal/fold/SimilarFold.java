package dev.shoal.fold;

import dev.shoal.fleet.HostResult;
import dev.shoal.fleet.Reply;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A run's replies in groups of those that are the same, or similar but for what {@link Masks} are for. How the command ended has
 * to be the same in any case.
 *
 * @param groups the biggest first, equally big ones in the order of their first hosts
 * @param givenUp the configuration's expressions that took too long and were left out from some line on
 */
public record SimilarFold(List<Group> groups, Set<String> givenUp) {
    private static final Comparator<Group> ORDER = Comparator.comparing(Group::group, Fold.BIGGEST_FIRST);

    /** So many are masked before those that are similar are let go: all of them at once would not fit into memory. */
    private static final int AT_ONCE = 32;

    private static final int MUCH = 1 << 20;

    /** Lines and shapes take several times the memory of the text: so much text is compared, as a part of the heap. */
    private static final int PART_OF_HEAP = 16;

    /**
     * Hosts whose replies are the same or similar: a {@link FoldGroup} with the texts of its first host, and what varies in the
     * other replies.
     */
    public static final class Group {
        private final FoldGroup group;
        private final Lines out;
        private final Lines err;
        private final Set<MaskKind> varying;

        /** Makes the lines of a text when they are asked for: most folds only want to know who is in which group. */
        interface Lines {
            List<FoldLine> all();
        }

        Group(FoldGroup group, Lines out, Lines err, Set<MaskKind> varying) {
            this.group = group;
            this.out = out;
            this.err = err;
            this.varying = EnumSet.noneOf(MaskKind.class);
            this.varying.addAll(varying);
        }

        /** The hosts, in the order of the job, and what the first one wrote. */
        public FoldGroup group() {
            return group;
        }

        /** What the first one wrote to stdout; nothing where it wrote nothing, one empty line where it wrote one. */
        public List<FoldLine> out() {
            return out.all();
        }

        /** What the first one wrote to stderr. */
        public List<FoldLine> err() {
            return err.all();
        }

        /** What the replies differ in, in its usual order; empty where they are the same. */
        public Set<MaskKind> varying() {
            return new TreeSet<>(varying);
        }
    }

    public SimilarFold {
        groups = List.copyOf(groups);
        givenUp = Set.copyOf(givenUp);
    }

    /** Groups of replies that are the same, as {@link Fold} makes them. */
    public static SimilarFold same(List<FoldGroup> groups) {
        return new SimilarFold(groups.stream().map(SimilarFold::same).toList(), Set.of());
    }

    private static Group same(FoldGroup group) {
        return new Group(group, () -> group.out().lines(), () -> group.err().lines(), Set.of());
    }

    /** Whether there is memory to compare them line by line. */
    public static boolean fits(List<FoldGroup> groups) {
        return fits(groups, Runtime.getRuntime().maxMemory());
    }

    /** The same in a heap of so many bytes. */
    static boolean fits(List<FoldGroup> groups, long heap) {
        long bytes = groups.stream()
                .mapToLong(group -> group.out().keptBytes() + group.err().keptBytes())
                .sum();
        return bytes <= heap / PART_OF_HEAP;
    }

    /** Puts groups of equal replies together where they are similar: each text is masked once. */
    public static SimilarFold similar(List<FoldGroup> groups, Masks masks) {
        var patterns = new CustomMasks(masks.patterns());
        Map<Key, Shape> shapes = new LinkedHashMap<>();
        var inOrder = groups.stream()
                .sorted(Comparator.comparingInt(group -> group.first().index()))
                .toList();
        for (int from = 0; from < inOrder.size(); from += AT_ONCE) {
            var some = inOrder.subList(from, Math.min(from + AT_ONCE, inOrder.size()));
            for (var shape : shapes(some, patterns)) {
                var first = shapes.putIfAbsent(shape.key(), shape);
                if (first != null) {
                    first.join(shape);
                }
            }
        }
        var similar = shapes.values().stream().map(Shape::group).sorted(ORDER).toList();
        return new SimilarFold(similar, patterns.givenUp());
    }

    /** Where there is much of it, on all processors: a million lines are seconds of work. Patterns are for one thread. */
    private static List<Shape> shapes(List<FoldGroup> groups, CustomMasks patterns) {
        long bytes = groups.stream().mapToLong(group -> group.out().keptBytes()).sum();
        var stream = bytes > MUCH && patterns.isEmpty() ? groups.parallelStream() : groups.stream();
        return stream.map(group -> new Shape(group, patterns)).toList();
    }

    private record Key(Fold.How how, MaskedText.Shape out, MaskedText.Shape err, boolean isTruncated) {}

    /** A group of equal replies, and those that are similar. */
    private static final class Shape {
        private final FoldGroup first;
        private final MaskedText out;
        private final MaskedText err;
        private final List<HostResult<Reply>> results;

        Shape(FoldGroup group, CustomMasks patterns) {
            var names = OwnNames.of(group.hosts());
            first = group;
            out = new MaskedText(group, group.out(), names, patterns);
            err = new MaskedText(group, group.err(), names, patterns);
            results = new ArrayList<>(group.results());
        }

        Key key() {
            boolean isTruncated = first.out().isTruncated() || first.err().isTruncated();
            return new Key(Fold.how(first.first()), out.shape(), err.shape(), isTruncated);
        }

        void join(Shape other) {
            results.addAll(other.first.results());
            out.join(other.out);
            err.join(other.err);
        }

        Group group() {
            results.sort(Comparator.comparingInt(HostResult::index));
            var varying = EnumSet.noneOf(MaskKind.class);
            varying.addAll(out.varying());
            varying.addAll(err.varying());
            return new Group(new FoldGroup(results, first.out(), first.err()), out::lines, err::lines, varying);
        }
    }
}
