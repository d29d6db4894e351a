package dev.shoal.inventory;

import dev.shoal.nodeset.Expression;

/**
 * A named nodeset, written {@code @name}. It is read when it is used, so that a broken one does not disturb the others.
 *
 * @param name without the {@code @}
 * @param hosts what it stands for; may name other groups; blank for an empty group
 */
public record Group(String name, Expression hosts) {}
