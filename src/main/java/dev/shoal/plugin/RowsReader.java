package dev.shoal.plugin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Makes rows of whatever a plugin's {@code process} has returned, or says why that cannot be. */
final class RowsReader {
    /** For one host. A collector that has more to say wants a file, not a table. */
    static final int MOST_ROWS = 100_000;
    /** The column of what is neither a map nor a record. */
    static final String VALUE = "value";
    /** The column that every table begins with. */
    static final String HOST = "host";

    private final ValueReader values = new ValueReader();
    private final List<Map<String, Object>> rows = new ArrayList<>();
    private final Map<String, Column> columns = new LinkedHashMap<>();

    Rows read(Object answer, List<Column> declared) throws PluginException {
        var declaredNames = names(declared);
        if (ValueReader.isRow(answer)) {
            row(answer);
        } else if (ValueReader.isMany(answer)) {
            many(answer);
        } else {
            row(Map.of(VALUE, answer));
        }
        return ordered(declaredNames);
    }

    private static Map<String, Column> names(List<Column> declared) throws PluginException {
        var names = new LinkedHashMap<String, Column>();
        for (var column : Objects.requireNonNullElse(declared, List.<Column>of())) {
            if (names.put(column.name(), column) != null) {
                throw new PluginException("columns() names " + column.name() + " twice; keep one of them");
            }
        }
        return names;
    }

    private void many(Object answer) throws PluginException {
        var items = new ArrayList<Object>();
        var each = ValueReader.iterator(answer);
        while (each.hasNext()) {
            items.add(each.next());
            if (items.size() > MOST_ROWS) {
                throw new PluginException("process returned more than " + MOST_ROWS
                        + " rows, which is the most for one host; return fewer, or write them to a file on the host");
            }
        }
        var maps = items.stream().filter(ValueReader::isRow).count();
        if (maps == 0 && !items.isEmpty()) {
            // the list itself, so that one that is its own element is seen to be
            row(Map.of(VALUE, answer instanceof List<?> ? answer : items));
            return;
        }
        for (var item : items) {
            if (!ValueReader.isRow(item)) {
                throw new PluginException("process returned " + kind(item) + " as row " + (rows.size() + 1)
                        + ", among maps; return a list of maps only");
            }
            row(item);
        }
    }

    private static String kind(Object item) {
        return item == null ? "null" : "a " + item.getClass().getSimpleName();
    }

    private void row(Object item) throws PluginException {
        var row = values.row(item, "row " + (rows.size() + 1));
        if (row.containsKey(HOST)) {
            throw new PluginException("process returned a column " + HOST
                    + ", which is there already and holds the host's name; leave it out or give it another name");
        }
        row.keySet().forEach(name -> columns.putIfAbsent(name, Column.of(name)));
        rows.add(row);
    }

    private Rows ordered(Map<String, Column> declared) {
        var order = new ArrayList<Column>();
        declared.values().stream()
                .filter(column -> columns.containsKey(column.name()))
                .forEach(order::add);
        columns.values().stream()
                .filter(column -> !declared.containsKey(column.name()))
                .forEach(order::add);
        var inOrder = new ArrayList<Map<String, Object>>();
        for (var row : rows) {
            var cells = new LinkedHashMap<String, Object>();
            for (var column : order) {
                if (row.containsKey(column.name())) {
                    cells.put(column.name(), row.get(column.name()));
                }
            }
            inOrder.add(cells);
        }
        return new Rows(order, inOrder);
    }
}
