package dev.shoal.plugin;

import java.util.OptionalDouble;

/**
 * A column of a plugin's rows: its name, the unit of its numbers, and the value from which on a number is highlighted. Columns
 * are optional: a plugin that declares none still gets one for every key of its rows.
 *
 * @param name the key in the rows' maps; not blank
 * @param unit the unit of its numbers, which decides how people see them
 * @param warn the value from which on a number is highlighted; empty if none is
 */
public record Column(String name, Unit unit, OptionalDouble warn) {
    public Column {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a column's name is not blank");
        }
    }

    /** A column without a unit and without a threshold. */
    public static Column of(String name) {
        return of(name, Unit.NONE);
    }

    /** A column of numbers in this unit. */
    public static Column of(String name, Unit unit) {
        return new Column(name, unit, OptionalDouble.empty());
    }

    /** The same column, in which values from this one on are highlighted. */
    public Column warn(double from) {
        return new Column(name, unit, OptionalDouble.of(from));
    }
}
