package dev.shoal.inventory;

import java.util.Optional;

/**
 * A nodeset as somebody wrote it, not yet read.
 *
 * @param text such as {@code web[01-20]!web07,@db}
 * @param origin where it stands, as {@code hosts.txt:3}, for the messages; empty for what was typed on the command line
 */
public record Expression(String text, Optional<String> origin) {
    /** What was typed: a message need not say where. */
    public static Expression typed(String text) {
        return new Expression(text, Optional.empty());
    }

    /** What stands in a file or the like. */
    public static Expression at(String origin, String text) {
        return new Expression(text, Optional.of(origin));
    }

    /**
     * Reads it without asking what is in the inventory.
     *
     * @throws NodeSetException where it cannot be read
     */
    public void check() throws NodeSetException {
        if (!AnsiblePattern.isOne(this)) { // what is wrong with one is told by those who know the groups
            Parser.parse(this);
        }
    }
}
