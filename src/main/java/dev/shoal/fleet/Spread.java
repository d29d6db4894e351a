package dev.shoal.fleet;

import dev.shoal.inventory.Host;

/** How far hosts whose answers are alike are apart in one number, size or duration. */
public record Spread(Bound least, Bound most) {
    /**
     * The smallest or the largest one.
     *
     * @param text as a host wrote it, a character for a byte
     * @param host the first that has it
     * @param count how many have it
     */
    public record Bound(double amount, String text, Host host, int count) {
        private Bound with(Bound same) {
            return new Bound(amount, text, host, count + same.count);
        }
    }

    /** Where all are the same so far. */
    static Spread of(Bound all) {
        return new Spread(all, all);
    }

    /** Whether hosts with this amount would change it. */
    boolean isTouchedBy(double amount) {
        return amount <= least.amount || amount >= most.amount;
    }

    /** With one more amount, of hosts that come later in the job. */
    Spread with(Bound other) {
        var low = other.amount < least.amount ? other : other.amount == least.amount ? least.with(other) : least;
        var high = other.amount > most.amount ? other : other.amount == most.amount ? most.with(other) : most;
        return new Spread(low, high);
    }

    /** Whether there is anything between them. */
    boolean isOpen() {
        return least.amount < most.amount;
    }
}
