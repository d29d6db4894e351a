package dev.shoal.nodeset;

/** A nodeset that would have to be kept in more pieces than there is memory or time for. */
public final class TooManyPieces extends RuntimeException {
    /** What may be spelled out: more than any fleet has, and little enough to be held in memory. */
    public static final int MAX_HOSTS = 1_000_000;

    /** Single indexes of one term, and products of a set that is too large to be spelled out. */
    static final int MAX_INDEXES = 1_000_000;

    static final int MAX_PRODUCTS = 100_000;

    /** @param problem the fact and the remedy in one line */
    TooManyPieces(String problem) {
        super(problem);
    }

    public String problem() {
        return String.valueOf(getMessage());
    }

    /**
     * Counts the steps of one calculation and stops it before it takes too long. Confined to one thread.
     */
    static final class Limit {
        /** Two sets of as many names as may be spelled out need fewer, if they have few axes. */
        static final int MAX_STEPS = 10_000_000;

        private int left;

        Limit(int steps) {
            this.left = steps;
        }

        void step() {
            if (--left < 0) {
                throw new TooManyPieces(
                        "this takes too many steps to work out: write fewer ranges, or fewer of them in one name");
            }
        }
    }
}
