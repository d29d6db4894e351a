package dev.shoal.collect;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A host's memory, in bytes.
 *
 * @param available what programs can use without swapping, at most {@code total}
 * @param swap how much there is, used or not
 * @param swapUsed at most {@code swap}; empty if it is not known
 */
record MemoryUse(long total, long available, long swap, OptionalLong swapUsed) {
    /** The row's columns. Shares are whole numbers, rounded. */
    Map<String, @Nullable Object> columns() {
        var used = total - available;
        var row = new LinkedHashMap<String, @Nullable Object>();
        row.put("use", share(used, total));
        row.put("total", total);
        row.put("used", used);
        row.put("available", available);
        row.put("swap_use", swap == 0 || swapUsed.isEmpty() ? null : share(swapUsed.getAsLong(), swap));
        row.put("swap", swap);
        row.put("swap_used", swapUsed.isEmpty() ? null : swapUsed.getAsLong());
        return row;
    }

    private static long share(long part, long whole) {
        return Math.round(100.0 * part / whole);
    }
}
