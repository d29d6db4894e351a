package dev.shoal.output;

import dev.shoal.fold.FoldGroup;
import dev.shoal.fold.Masks;
import dev.shoal.fold.SimilarFold;
import dev.shoal.text.Amounts;

import java.util.Comparator;
import java.util.List;

/**
 * How replies are shown together.
 *
 * @param shape what is printed of each group
 * @param likeness which replies are in one group
 * @param masks what replies that are similar may differ in
 */
public record FoldStyle(Shape shape, Likeness likeness, Masks masks) {
    /** As without any option. */
    public static final FoldStyle DEFAULT = new FoldStyle(Shape.GROUPS, Likeness.SAME);

    /** What is printed of each group. */
    public enum Shape {
        /** All that it wrote. */
        GROUPS,
        /** {@code -L}: each line with the hosts that wrote it. */
        LINES,
        /** {@code --diff}: the biggest group whole, of the others what sets them apart from it. */
        DIFF
    }

    /** Which replies are in one group. */
    public enum Likeness {
        /** Those that are equal. */
        SAME,
        /** {@code --similar}: those that are equal but for names, addresses, times and numbers. */
        SIMILAR
    }

    /** With the masks that are built in. */
    public FoldStyle(Shape shape, Likeness likeness) {
        this(shape, likeness, Masks.BUILT_IN);
    }

    /** Whether equal replies are grouped, and groups shown whole: as without any option. */
    public boolean isPlain() {
        return shape == Shape.GROUPS && likeness == Likeness.SAME;
    }

    /** This style, or the plain one where there is not the memory to compare the replies line by line. */
    public FoldStyle fitting(List<FoldGroup> equal) {
        return isPlain() || SimilarFold.fits(equal) ? this : DEFAULT.masking(masks);
    }

    /** The note for operators where {@link #fitting} took the plain style. */
    public static String tooMuch(List<FoldGroup> equal) {
        long bytes = equal.stream()
                .mapToLong(group -> group.out().keptBytes() + group.err().keptBytes())
                .sum();
        return "the replies are " + Amounts.size(bytes) + ", too much to compare line by line with a memory of "
                + Amounts.size(Runtime.getRuntime().maxMemory())
                + ": equal replies are grouped instead. Set SHOAL_OPTS=-Xmx"
                + (bytes * 16 / (1 << 30) + 1) + "g for enough memory";
    }

    /** The same with other masks. */
    public FoldStyle masking(Masks others) {
        return new FoldStyle(shape, likeness, others);
    }

    /**
     * The replies in groups as this style wants them: the biggest first; for a difference the one that ended best is first
     * among equally big ones, because the others are compared to it.
     */
    public SimilarFold fold(List<FoldGroup> equal) {
        var fold = likeness == Likeness.SAME ? SimilarFold.same(equal) : SimilarFold.similar(equal, masks);
        return shape == Shape.DIFF ? new SimilarFold(bestFirst(fold.groups()), fold.givenUp()) : fold;
    }

    private static List<SimilarFold.Group> bestFirst(List<SimilarFold.Group> groups) {
        return groups.stream()
                .sorted(Comparator.comparingInt(
                                (SimilarFold.Group group) -> -group.group().size())
                        .thenComparingInt(
                                group -> OutcomeWords.rank(group.group().first())))
                .toList();
    }
}
