package dev.shoal.script;

import dev.shoal.plugin.Column;
import dev.shoal.plugin.Level;
import dev.shoal.plugin.Row;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows beside those of another list that have the same values in some columns. */
final class Join {
    private static final String ON = "on";
    private static final String ALL = "all";

    private final RowsView left;
    private final RowsView right;
    private final List<String> keys;
    /** The names of the right's other columns, and what they are called in the result. */
    private final Map<String, String> renamed = new LinkedHashMap<>();

    private final Head head;

    private Join(RowsView left, RowsView right, List<String> keys) {
        this.left = left;
        this.right = right;
        this.keys = keys;
        var columns = new ArrayList<>(left.head().columns());
        for (var column : right.head().columns()) {
            if (!keys.contains(column.name())) {
                var name = free(column.name(), columns);
                renamed.put(column.name(), name);
                columns.add(Column.of(name, column.unit()));
            }
        }
        this.head = new Head(columns);
    }

    private static String free(String name, List<Column> taken) {
        int number = 1;
        var free = name;
        var names = taken.stream().map(Column::name).toList();
        while (names.contains(free)) {
            free = name + "_" + ++number;
        }
        return free;
    }

    static RowsView of(RowsView left, RowsView right, Map<String, Object> options) {
        Options.check("join", options, List.of(ON, ALL));
        var keys = Options.names(options.getOrDefault(ON, Head.HOST));
        keys.forEach(left.head()::column);
        keys.forEach(right.head()::column);
        return new Join(left, right, keys).rows(Boolean.TRUE.equals(options.get(ALL)));
    }

    private RowsView rows(boolean isAll) {
        var partners = new HashMap<List<@Nullable Object>, List<RowView>>();
        right.forEach(row -> partners.computeIfAbsent(row.values(keys), _ -> new ArrayList<>())
                .add(row));
        var rows = new ArrayList<RowView>();
        for (var row : left) {
            var found = partners.getOrDefault(row.values(keys), List.of());
            found.forEach(other -> rows.add(new RowView(head, both(row.row(), other.row()))));
            if (found.isEmpty() && isAll) {
                rows.add(new RowView(head, row.row()));
            }
        }
        return new RowsView(head, rows);
    }

    private Row both(Row row, Row other) {
        var cells = new LinkedHashMap<>(row.cells());
        var levels = new LinkedHashMap<String, Level>(row.levels());
        renamed.forEach((theirs, ours) -> {
            if (other.cells().containsKey(theirs)) {
                cells.put(ours, other.cells().get(theirs));
                if (other.levels().containsKey(theirs)) {
                    levels.put(ours, other.level(theirs));
                }
            }
        });
        return new Row(cells, levels);
    }

    /** The named arguments of methods of rows. */
    static final class Options {
        private Options() {}

        static void check(String method, Map<String, Object> options, List<String> known) {
            for (var name : options.keySet()) {
                if (!known.contains(name)) {
                    throw new RowsException(NoSuchName.message(method + " has no option", name, known, ""));
                }
            }
        }

        /** One name or a list of them. */
        static List<String> names(Object value) {
            return value instanceof Collection<?> several
                    ? several.stream().map(String::valueOf).toList()
                    : List.of(String.valueOf(value));
        }
    }
}
