package dev.shoal.plugin;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One row: its values, and how bad they are. Immutable.
 *
 * @param cells column name to plain value, in the order of the columns; values may be null
 * @param levels the levels of the values that are not {@link Level#OK}, by column name
 */
public record Row(Map<String, Object> cells, Map<String, Level> levels) {
    public Row {
        cells = Collections.unmodifiableMap(new LinkedHashMap<>(cells));
        levels = Map.copyOf(levels);
    }

    /** A row of these values, none of which is bad. */
    public static Row of(Map<String, Object> cells) {
        return new Row(cells, Map.of());
    }

    /** How bad the value of the column is. */
    public Level level(String column) {
        return levels.getOrDefault(column, Level.OK);
    }

    /** How bad the worst of its values is. */
    public Level level() {
        return levels.values().stream().max(Level::compareTo).orElse(Level.OK);
    }
}
