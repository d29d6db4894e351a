package dev.shoal.output;

/**
 * How answers are shown together.
 *
 * @param shape what is printed of each group
 * @param likeness which answers are in one group
 */
public record FoldStyle(Shape shape, Likeness likeness) {
    /** As without any option. */
    public static final FoldStyle DEFAULT = new FoldStyle(Shape.GROUPS, Likeness.SAME);

    /** What is printed of each group. */
    public enum Shape {
        /** All that it said. */
        GROUPS,
        /** {@code -L}: each line with the hosts that wrote it. */
        LINES,
        /** {@code --diff}: the biggest group whole, of the others what sets them apart from it. */
        DIFF
    }

    /** Which answers are in one group. */
    public enum Likeness {
        /** Those that are equal. */
        SAME,
        /** {@code --similar}: those that are equal but for names, addresses, times and numbers. */
        SIMILAR
    }
}
