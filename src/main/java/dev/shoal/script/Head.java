package dev.shoal.script;

import dev.shoal.output.data.RunRows;
import dev.shoal.plugin.Column;
import dev.shoal.plugin.Rows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The columns of rows, by name. Of the rows of a run in which no host has any nothing is known: then every name is
 * accepted. Immutable.
 */
final class Head {
    /** Of rows of which nothing is known. */
    static final Head NONE = new Head(List.of());

    static final String HOST = "host";

    private final List<Column> columns;
    private final Map<String, Column> byName;
    private final boolean isOpen;

    Head(List<Column> columns) {
        this(columns, columns.isEmpty());
    }

    private Head(List<Column> columns, boolean isOpen) {
        this.isOpen = isOpen;
        this.columns = List.copyOf(columns);
        this.byName = columns.stream()
                .collect(Collectors.toMap(Column::name, column -> column, (one, _) -> one, LinkedHashMap::new));
    }

    /** Of rows. Where no host has a row, their only column is {@code host}, and the others are not known. */
    static Head of(Rows rows) {
        var names = rows.columns().stream().map(Column::name).toList();
        return new Head(rows.columns(), names.isEmpty() || (rows.rows().isEmpty() && names.equals(List.of(HOST))));
    }

    List<Column> columns() {
        return columns;
    }

    Set<String> names() {
        return byName.keySet();
    }

    Optional<Column> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Whether rows may have a column of this name. */
    boolean has(String name) {
        return isOpen || byName.containsKey(name);
    }

    /**
     * The column of this name.
     *
     * @throws RowsException if there is none
     */
    Column column(String name) {
        if (!has(name)) {
            throw new RowsException(unknown(name));
        }
        return find(name).orElseGet(() -> Column.of(name));
    }

    /** The message for an unknown column. */
    String unknown(String name) {
        return NoSuchName.message("rows have no column", name, names(), "Columns");
    }

    NoSuchName noSuch(String name, Class<?> type) {
        return NoSuchName.of("rows have no column", name, names(), "Columns", type);
    }

    /** These columns and those of the others, each after the column that it follows there. */
    Head merged(List<Column> others) {
        var all = RunRows.merged(columns, others);
        return all.size() == columns.size() ? this : new Head(all);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Head head && head.columns.equals(columns);
    }

    @Override
    public int hashCode() {
        return columns.hashCode();
    }
}
