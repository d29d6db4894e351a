package dev.shoal.inventory;

import java.util.List;

/**
 * Hosts as groups, as far as groups fit.
 *
 * @param text a nodeset, as {@code @db,@io[1-2],web7}; reading it gives the hosts again
 * @param leftOut why groups could not be looked at, or sources that never tell theirs, a line each
 * @param unread what is wrong with sources that failed, a line each: with them the answer could be another one
 */
public record Regrouped(String text, List<String> leftOut, List<String> unread) {
    public Regrouped {
        unread = List.copyOf(unread);
        leftOut = List.copyOf(leftOut);
    }
}
