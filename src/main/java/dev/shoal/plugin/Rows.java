package dev.shoal.plugin;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a plugin has answered for one host. Immutable as far as its values are.
 *
 * @param columns every column that occurs in a row, in the order to show them; without {@code host}
 * @param rows column name to value, in the order of the columns; values may be null
 */
public record Rows(List<Column> columns, List<Map<String, Object>> rows) {
    public Rows {
        columns = List.copyOf(columns);
        var copies = new ArrayList<Map<String, Object>>(rows.size());
        rows.forEach(row -> copies.add(Collections.unmodifiableMap(new LinkedHashMap<>(row))));
        rows = List.copyOf(copies);
    }

    /**
     * The rows of what {@link Plugin#process} has returned, as plain values: what is lazy is asked for, what is of a foreign
     * type becomes text.
     *
     * @param declared the plugin's columns, which come first
     * @throws PluginException if it contains itself, is too much, or has a column that cannot be
     */
    public static Rows of(@Nullable Object answer, List<Column> declared) throws PluginException {
        return answer == null ? new Rows(List.of(), List.of()) : new RowsReader().read(answer, declared);
    }
}
