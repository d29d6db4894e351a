package dev.shoal.script;

import dev.shoal.plugin.Column;
import dev.shoal.plugin.Row;
import dev.shoal.plugin.Rows;
import dev.shoal.plugin.Unit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The rows of results that are not rows themselves, and of the results of several plugins. */
final class ResultRows {
    private static final String PLUGIN = "plugin";

    /** What hosts have given. */
    enum Kind {
        /** Replies of commands. */
        REPLIES,
        /** Rows of a plugin, or what is known of hosts. */
        ROWS,
        /** Files that were moved. */
        FILES,
        /** Values of a closure. */
        VALUES
    }

    private ResultRows() {}

    /** A row for each host. */
    static Rows of(Kind kind, List<ResultView> results) {
        return switch (kind) {
            case REPLIES ->
                new Rows(
                        columns("outcome", "exit", "ms", "out", "err"),
                        rows(results.stream().map(ResultView::replyCells)));
            case FILES ->
                new Rows(
                        columns("outcome", "files", "bytes", "ms"),
                        rows(results.stream().map(ResultView::fileCells)));
            case VALUES ->
                new Rows(
                        columns("outcome", "ms", "value"), rows(results.stream().map(ResultView::valueCells)));
            case ROWS -> throw new IllegalArgumentException("these are rows");
        };
    }

    private static List<Column> columns(String... names) {
        return Stream.concat(Stream.of(Head.HOST), Stream.of(names))
                .map(name -> Column.of(name, name.equals("bytes") ? Unit.BYTES : Unit.NONE))
                .toList();
    }

    private static List<Row> rows(Stream<Map<String, Object>> cells) {
        return cells.map(Row::of).toList();
    }

    /** The rows of several plugins, with the column {@code plugin} after {@code host}. */
    static RowsView ofSeveral(Map<String, RunView> parts) {
        var columns = new LinkedHashMap<String, Column>();
        columns.put(Head.HOST, Column.of(Head.HOST));
        columns.put(PLUGIN, Column.of(PLUGIN));
        for (var part : parts.values()) {
            part.getRows().head().columns().forEach(column -> columns.putIfAbsent(column.name(), column));
        }
        var head = new Head(List.copyOf(columns.values()));
        var all = new ArrayList<RowView>();
        parts.forEach((plugin, part) -> part.getRows().forEach(row -> {
            var cells = new LinkedHashMap<String, Object>();
            RowView.put(cells, Head.HOST, row.get(Head.HOST));
            cells.put(PLUGIN, plugin);
            row.row().cells().forEach(cells::putIfAbsent);
            all.add(new RowView(head, new Row(cells, row.row().levels())));
        }));
        return new RowsView(head, all);
    }
}
