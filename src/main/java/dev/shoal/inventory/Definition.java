package dev.shoal.inventory;

import dev.shoal.nodeset.Expression;

/**
 * What a group stands for, as it was found.
 *
 * @param source which source has it; blank for the inventory itself
 * @param name without {@code @}
 * @param text not yet read; a message about it names the group
 */
record Definition(String source, String name, Expression text) {
    /** As one writes it where there are several sources. */
    String label() {
        return label(source, name);
    }

    static String label(String source, String name) {
        return "@" + (source.isEmpty() ? "" : source + ":") + name;
    }

    static Definition of(String source, String name, Expression text) {
        var place = text.origin().map(origin -> origin + ": ").orElse("");
        return new Definition(source, name, Expression.at(place + label(source, name), text.text()));
    }
}
