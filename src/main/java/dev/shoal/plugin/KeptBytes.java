package dev.shoal.plugin;

import java.util.Arrays;

/** Collects one stream, up to a budget that a host's streams share; what is beyond is counted. Guarded by its owner. */
final class KeptBytes {
    /** How many bytes a host may still keep, for both of its streams together. */
    static final class Budget {
        private int left;

        Budget(int bytes) {
            left = bytes;
        }

        private int take(int wanted) {
            var granted = Math.min(wanted, left);
            left -= granted;
            return granted;
        }
    }

    private final Budget budget;
    private byte[] bytes = new byte[0];
    private int kept;
    private long total;

    KeptBytes(Budget budget) {
        this.budget = budget;
    }

    /** Keeps these bytes as far as the budget allows, and counts them all. */
    void add(byte[] source, int offset, int length) {
        total += length;
        var take = budget.take(length);
        if (take == 0) {
            return;
        }
        if (kept + take > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(kept + take, bytes.length * 2));
        }
        System.arraycopy(source, offset, bytes, kept, take);
        kept += take;
    }

    /** What has come so far, as far as it was kept. */
    byte[] bytes() {
        return Arrays.copyOf(bytes, kept);
    }

    /** Whether more came than was kept. */
    boolean isTruncated() {
        return total > kept;
    }
}
