package dev.shoal.nodeset;

/** Counts the steps of one calculation and stops it before it takes forever. Confined to one thread. */
final class Work {
    /** Two sets of as many names as may be spelled out need fewer, if they have few axes. */
    static final int MAX_STEPS = 10_000_000;

    private int left;

    Work(int steps) {
        this.left = steps;
    }

    void step() {
        if (--left < 0) {
            throw new TooManyPieces(
                    "this takes too many steps to work out: write fewer ranges, or fewer of them in one name");
        }
    }
}
