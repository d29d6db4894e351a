package dev.shoal.plugin;

import java.util.OptionalDouble;

/**
 * A column of a plugin's rows.
 *
 * @param name the key in the rows' maps
 * @param unit what its numbers count
 * @param warn from this value on, people should look; empty where nothing is too much
 */
public record Column(String name, Unit unit, OptionalDouble warn) {
    public Column {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a column's name is not blank");
        }
    }

    /** A column without a unit. */
    public static Column of(String name) {
        return of(name, Unit.NONE);
    }

    /** A column of numbers that count something. */
    public static Column of(String name, Unit unit) {
        return new Column(name, unit, OptionalDouble.empty());
    }

    /** The same with a threshold. */
    public Column warn(double from) {
        return new Column(name, unit, OptionalDouble.of(from));
    }
}
