package dev.shoal.fold;

import dev.shoal.inventory.Host;

/** How far hosts whose replies are similar are apart in one number, size or duration. */
public record Spread(Bound least, Bound most) {
    /**
     * The smallest or the largest one.
     *
     * @param text as a host wrote it, a character for a byte
     * @param host the first that has it
     * @param count how many have it
     */
    public record Bound(double amount, String text, Host host, int count) {
        private Bound with(Bound later) {
            return later.amount == amount ? new Bound(amount, text, host, count + later.count) : this;
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

    /** With those of hosts that come later in the job. */
    Spread with(Spread other) {
        return new Spread(
                other.least.amount < least.amount ? other.least : least.with(other.least),
                other.most.amount > most.amount ? other.most : most.with(other.most));
    }

    /** Whether there is anything between them. */
    public boolean isOpen() {
        return least.amount < most.amount;
    }
}
