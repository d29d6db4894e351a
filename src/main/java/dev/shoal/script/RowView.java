package dev.shoal.script;

import dev.shoal.plugin.Column;
import dev.shoal.plugin.Level;
import dev.shoal.plugin.Row;
import groovy.lang.GroovyObject;
import groovy.lang.MetaClass;
import org.codehaus.groovy.runtime.InvokerHelper;
import org.jspecify.annotations.Nullable;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A row, for Groovy: a map of column to value, in the order of the columns, whose property is an error unless its rows have such a
 * column. A column without a value in this row is null. Immutable.
 */
public class RowView extends AbstractMap<String, Object> implements GroovyObject {
    private final Head head;
    private final Row row;

    RowView(Head head, Row row) {
        this.head = head;
        this.row = row;
    }

    Head head() {
        return head;
    }

    /** The row itself. */
    public Row row() {
        return row;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return row.cells().entrySet();
    }

    @Override
    public @Nullable Object get(Object column) {
        return row.cells().get(column);
    }

    @Override
    public boolean containsKey(Object column) {
        return row.cells().containsKey(column);
    }

    /** The values of these columns, null where the row has none. */
    List<@Nullable Object> values(List<String> columns) {
        var values = new ArrayList<@Nullable Object>(columns.size());
        columns.forEach(column -> values.add(get(column)));
        return values;
    }

    /** The value of a column: {@code row['use']}. */
    public @Nullable Object getAt(String column) {
        return getProperty(column);
    }

    /** How bad the value of a column is: {@code ok}, {@code warn} or {@code critical}. */
    public String level(String column) {
        return word(row.level(head.column(column).name()));
    }

    /** How bad the worst of its values is: {@code ok}, {@code warn} or {@code critical}. */
    public String level() {
        return word(row.level());
    }

    private static String word(Level level) {
        return switch (level) {
            case OK -> "ok";
            case WARN -> "warn";
            case CRITICAL -> "critical";
        };
    }

    /** This row with other values, or with more columns. Values that stay keep their levels. */
    public RowView plus(Map<?, ?> more) {
        var cells = new LinkedHashMap<>(row.cells());
        var levels = new LinkedHashMap<>(row.levels());
        var columns = new ArrayList<Column>();
        more.forEach((key, value) -> {
            var name = String.valueOf(key);
            columns.add(Cells.column(name, value, more));
            put(cells, name, value);
            levels.remove(name);
        });
        if (more instanceof RowView other) {
            levels.putAll(other.row.levels());
        }
        return new RowView(after(columns), new Row(cells, levels));
    }

    private Head after(List<Column> more) {
        var all = new ArrayList<>(head.columns());
        more.stream().filter(column -> head.find(column.name()).isEmpty()).forEach(all::add);
        return all.size() == head.columns().size() ? head : new Head(all);
    }

    @SuppressWarnings("NullAway") // values may be null, which Map<String, Object> cannot express
    static void put(Map<String, Object> cells, String name, @Nullable Object value) {
        cells.put(name, Cells.plain(value));
    }

    @Override
    public Object put(String column, Object value) {
        throw fixed(column);
    }

    @Override
    public Object remove(Object column) {
        throw fixed(String.valueOf(column));
    }

    private static RowsException fixed(String column) {
        return new RowsException("a row cannot be changed; for one with another " + column + " write row + [" + column
                + ": …], and for all rows rows.collect { it + [" + column + ": …] }");
    }

    @Override
    public @Nullable Object getProperty(String column) {
        if (!head.has(column)) {
            throw head.noSuch(column, getClass());
        }
        return row.cells().get(column);
    }

    @Override
    public void setProperty(String column, Object value) {
        throw fixed(column);
    }

    @Override
    public MetaClass getMetaClass() {
        return InvokerHelper.getMetaClass(getClass());
    }

    @Override
    public void setMetaClass(MetaClass metaClass) {
        throw new RowsException("a row's class cannot be changed");
    }
}
