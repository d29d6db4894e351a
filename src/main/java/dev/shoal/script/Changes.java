package dev.shoal.script;

import dev.shoal.plugin.Column;
import dev.shoal.plugin.Row;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What has changed between two lists of rows. */
final class Changes {
    private static final String BY = "by";
    private static final String CHANGE = "change";
    private static final String BEFORE = "_before";

    private final RowsView now;
    private final RowsView before;
    private final Head both;
    private final List<String> identity;

    private Changes(RowsView now, RowsView before, List<String> by) {
        this.now = now;
        this.before = before;
        this.both = now.head().merged(before.head().columns());
        by.forEach(both::column);
        this.identity = by.isEmpty() ? identity() : by;
    }

    static RowsView of(RowsView now, RowsView before, Map<String, Object> options) {
        Join.Options.check("diff", options, List.of(BY));
        var by = options.containsKey(BY) ? Join.Options.names(options.get(BY)) : List.<String>of();
        return new Changes(now, before, by).rows();
    }

    /** The first columns of text that tell the rows of each list apart. */
    private List<String> identity() {
        var chosen = new ArrayList<String>();
        for (var name : both.names()) {
            if (!chosen.isEmpty() && isDistinct(now, chosen) && isDistinct(before, chosen)) {
                return chosen;
            }
            if (isText(now, name) && isText(before, name)) {
                chosen.add(name);
            }
        }
        return chosen.isEmpty() ? List.copyOf(both.names()) : chosen;
    }

    private static boolean isDistinct(RowsView rows, List<String> names) {
        var seen = new HashSet<List<@Nullable Object>>();
        return rows.stream().allMatch(row -> seen.add(row.values(names)));
    }

    private static boolean isText(RowsView rows, String name) {
        return rows.stream().noneMatch(row -> row.get(name) instanceof Number);
    }

    private RowsView rows() {
        var earlier = byIdentity(before);
        var later = byIdentity(now);
        var changed = new LinkedHashSet<String>();
        later.forEach((key, row) -> {
            var old = earlier.get(key);
            if (old != null) {
                changed.addAll(differing(row, old));
            }
        });
        var head = head(changed);
        var rows = new ArrayList<RowView>();
        later.forEach((key, row) -> {
            var old = earlier.get(key);
            if (old == null) {
                rows.add(row("added", row, Set.of(), row, head));
            } else if (!differing(row, old).isEmpty()) {
                rows.add(row("changed", row, differing(row, old), old, head));
            }
        });
        earlier.forEach((key, row) -> {
            if (!later.containsKey(key)) {
                rows.add(row("removed", row, Set.of(), row, head));
            }
        });
        return new RowsView(head, rows);
    }

    private Map<List<@Nullable Object>, RowView> byIdentity(RowsView rows) {
        var all = new LinkedHashMap<List<@Nullable Object>, RowView>();
        for (var row : rows) {
            if (all.put(row.values(identity), row) != null) {
                throw new RowsException(
                        "diff: two rows have the same " + String.join(", ", identity) + " " + row.values(identity)
                                + "; name the columns that tell rows apart: diff(before, by: ['host', '…'])");
            }
        }
        return all;
    }

    private Set<String> differing(RowView row, RowView old) {
        var names = new LinkedHashSet<String>();
        for (var name : both.names()) {
            if (!Objects.equals(row.get(name), old.get(name))) {
                names.add(name);
            }
        }
        return names;
    }

    /** Each column that has changed has its earlier value after it. */
    private Head head(Set<String> changed) {
        var columns = new ArrayList<Column>();
        columns.add(Column.of(CHANGE));
        for (var column : both.columns()) {
            columns.add(column);
            if (changed.contains(column.name())) {
                columns.add(Column.of(column.name() + BEFORE, column.unit()));
            }
        }
        return new Head(columns);
    }

    private static RowView row(String change, RowView row, Set<String> changed, RowView old, Head head) {
        var cells = new LinkedHashMap<String, Object>();
        for (var name : head.names()) {
            var isEarlier =
                    name.endsWith(BEFORE) && changed.contains(name.substring(0, name.length() - BEFORE.length()));
            if (name.equals(CHANGE)) {
                cells.put(name, change);
            } else if (isEarlier) {
                RowView.put(cells, name, old.get(name.substring(0, name.length() - BEFORE.length())));
            } else if (row.containsKey(name)) {
                RowView.put(cells, name, row.get(name));
            }
        }
        return new RowView(head, new Row(cells, row.row().levels()));
    }
}
