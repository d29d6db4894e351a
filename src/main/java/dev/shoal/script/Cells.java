package dev.shoal.script;

import dev.shoal.plugin.Column;
import dev.shoal.plugin.Row;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes rows of maps that Groovy code has made. */
final class Cells {
    private Cells() {}

    /** A value that later code cannot change: Groovy's texts with values in them become plain text. */
    static @Nullable Object plain(@Nullable Object value) {
        return value instanceof CharSequence text ? text.toString() : value;
    }

    /** The column of a value: with the unit that it has in its row, or that a total has. */
    static Column column(String name, @Nullable Object value, Map<?, ?> row) {
        if (value instanceof Total total) {
            return Column.of(name, total.unit());
        }
        return row instanceof RowView view ? view.head().find(name).orElseGet(() -> Column.of(name)) : Column.of(name);
    }

    /** These maps as rows; a column of the hint keeps its unit. */
    static RowsView rows(List<? extends Map<?, ?>> maps, Head hint) {
        var head = head(maps, hint);
        var rows = new ArrayList<RowView>(maps.size());
        for (var map : maps) {
            rows.add(map instanceof RowView row && row.head().equals(head) ? row : row(map, head));
        }
        return new RowsView(head, rows);
    }

    private static Head head(List<? extends Map<?, ?>> maps, Head hint) {
        var head = Head.NONE;
        var seen = new HashSet<Object>();
        for (var map : maps) {
            if (map instanceof RowView row ? seen.add(row.head()) : seen.add(List.copyOf(names(map)))) {
                head = head.merged(map instanceof RowView row ? row.head().columns() : columns(map, hint));
            }
        }
        return head;
    }

    private static List<String> names(Map<?, ?> map) {
        return map.keySet().stream().map(String::valueOf).toList();
    }

    private static List<Column> columns(Map<?, ?> map, Head hint) {
        var columns = new ArrayList<Column>();
        map.forEach((key, value) -> {
            var own = column(String.valueOf(key), value, map);
            columns.add(value instanceof Total ? own : hint.find(own.name()).orElse(own));
        });
        return columns;
    }

    @SuppressWarnings("NullAway") // values may be null, which Map<String, Object> cannot express
    static RowView row(Map<?, ?> map, Head head) {
        var values = new LinkedHashMap<String, Object>();
        map.forEach((key, value) -> values.put(String.valueOf(key), plain(value)));
        var cells = new LinkedHashMap<String, Object>();
        for (var name : head.names()) {
            if (values.containsKey(name)) {
                cells.put(name, values.get(name));
            }
        }
        return new RowView(
                head, map instanceof RowView row ? new Row(cells, row.row().levels()) : Row.of(cells));
    }
}
