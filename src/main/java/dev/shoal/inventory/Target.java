package dev.shoal.inventory;

import dev.shoal.nodeset.Expression;

import java.util.List;
import java.util.stream.Stream;

/**
 * What the operator wants a run to work on, as the options gave it.
 *
 * @param all whether every host of the inventory is meant
 * @param on what is added, each expression by itself
 * @param except what is taken away from all that
 */
public record Target(boolean all, List<Expression> on, List<Expression> except) {
    public Target {
        on = List.copyOf(on);
        except = List.copyOf(except);
    }

    /** Nothing but these, as typed. */
    public static Target of(String... expressions) {
        return new Target(false, Stream.of(expressions).map(Expression::typed).toList(), List.of());
    }
}
