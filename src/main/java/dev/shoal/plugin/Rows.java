package dev.shoal.plugin;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows that a plugin returned for one host, as plain values: texts, numbers, truth values, lists and maps. They hold no
 * object of the plugin's own classes, so that a new version of the plugin can replace them.
 *
 * @param columns every column that occurs in a row, in the order to show; without {@code host}
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
     * Makes rows of the value that {@link Plugin#process} returned. Lazy values are evaluated; a value of any other type becomes
     * its text.
     *
     * @param answer the value; null makes no row
     * @param declared the plugin's columns, which come first
     * @throws PluginException if the value contains itself, is larger than the limits, or has an invalid column
     */
    public static Rows of(@Nullable Object answer, List<Column> declared) throws PluginException {
        return answer == null ? new Rows(List.of(), List.of()) : new RowsReader().read(answer, declared);
    }
}
