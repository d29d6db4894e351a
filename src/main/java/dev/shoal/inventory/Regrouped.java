package dev.shoal.inventory;

import java.util.List;

/**
 * Hosts as groups, as far as groups fit.
 *
 * @param text a nodeset, as {@code @db,@io[1-2],web7}; reading it gives the hosts again
 * @param leftOut why groups or sources could not be looked at, a line each
 */
public record Regrouped(String text, List<String> leftOut) {
    public Regrouped {
        leftOut = List.copyOf(leftOut);
    }
}
