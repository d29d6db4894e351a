package dev.shoal.output.data;

import dev.shoal.fleet.HostResult;
import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Reply;
import dev.shoal.inventory.Host;
import dev.shoal.plugin.Column;
import dev.shoal.plugin.Row;
import dev.shoal.plugin.Rows;
import dev.shoal.transport.Ending;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rows of all hosts of a run, for any tabular format.
 *
 * @param rows {@code host} is their first column
 * @param without hosts that are ok and have no row, in the order of the job
 */
public record RunRows(Rows rows, List<Host> without) {
    private static final String HOST = "host";
    private static final List<Column> REPLY = List.of(
            Column.of(HOST),
            Column.of("outcome"),
            Column.of("exit"),
            Column.of("ms"),
            Column.of("out"),
            Column.of("err"));

    /** The rows of a plugin, host by host. A column that only some hosts have follows its neighbour there. */
    public static RunRows ofRows(Ledger<Rows> ledger) {
        List<Column> columns = List.of();
        var rows = new ArrayList<Row>();
        var without = new ArrayList<Host>();
        for (var result : ledger.results()) {
            if (result instanceof HostResult.Done<Rows> done) {
                columns = merged(columns, done.value().columns());
                done.value().rows().forEach(row -> rows.add(of(done.host(), row)));
                if (done.value().rows().isEmpty()) {
                    without.add(done.host());
                }
            }
        }
        var all = new ArrayList<>(columns);
        all.addFirst(Column.of(HOST));
        return new RunRows(new Rows(all, rows), without);
    }

    /** These columns and those of the others, each after the column that it follows there; the same list where none is new. */
    public static List<Column> merged(List<Column> columns, List<Column> others) {
        if (columns.equals(others)) { // as of most hosts
            return columns;
        }
        var all = new ArrayList<>(columns);
        int at = 0;
        for (var column : others) {
            int known = all.stream().map(Column::name).toList().indexOf(column.name());
            if (known < 0) {
                all.add(at++, column);
            } else {
                at = known + 1;
            }
        }
        return all.size() == columns.size() ? columns : List.copyOf(all);
    }

    /** The rows of one host, with its name in each. */
    public static Rows ofHost(Host host, Rows rows) {
        var columns = new ArrayList<>(rows.columns());
        columns.addFirst(Column.of(HOST));
        return new Rows(columns, rows.rows().stream().map(row -> of(host, row)).toList());
    }

    private static Row of(Host host, Row row) {
        var cells = new LinkedHashMap<String, Object>();
        cells.put(HOST, host.name());
        cells.putAll(row.cells());
        return new Row(cells, row.levels());
    }

    /** What a command has replied, a row for every host of the job. */
    public static RunRows ofReplies(Ledger<Reply> ledger) {
        var rows = new ArrayList<Row>();
        for (var result : ledger.results()) {
            var reply = reply(result);
            Map<String, Object> cells = new LinkedHashMap<>();
            cells.put(HOST, result.host().name());
            cells.put("outcome", ledger.outcome(result).word());
            put(cells, "exit", reply.flatMap(Reply::ending).map(RunRows::exit).orElse(null));
            cells.put("ms", result.took().toMillis());
            put(cells, "out", reply.<Object>map(Reply::out).orElse(null));
            put(cells, "err", reply.<Object>map(Reply::err).orElse(null));
            rows.add(Row.of(cells));
        }
        return new RunRows(new Rows(REPLY, rows), List.of());
    }

    /** Maps as rows, their columns in the order in which they first occur, without units. */
    public static Rows ofMaps(List<? extends Map<?, ?>> maps) {
        var columns = new LinkedHashMap<String, Column>();
        var rows = new ArrayList<Row>();
        for (var map : maps) {
            var cells = new LinkedHashMap<String, Object>();
            map.forEach((key, value) -> put(cells, String.valueOf(key), value));
            cells.keySet().forEach(name -> columns.putIfAbsent(name, Column.of(name)));
            rows.add(Row.of(cells));
        }
        return new Rows(List.copyOf(columns.values()), rows);
    }

    /** The same of items that need not be maps: those are in the column {@code value}. */
    public static Rows ofItems(List<?> items) {
        return ofMaps(items.stream()
                .<Map<?, ?>>map(item -> item instanceof Map<?, ?> map ? map : Collections.singletonMap("value", item))
                .toList());
    }

    @SuppressWarnings("NullAway") // values may be null, which Map<String, Object> cannot express
    private static void put(Map<String, Object> cells, String name, @Nullable Object value) {
        cells.put(name, value);
    }

    private static Optional<Reply> reply(HostResult<Reply> result) {
        return switch (result) {
            case HostResult.Done<Reply> done -> Optional.of(done.value());
            case HostResult.Failed<Reply> failed -> failed.partial();
            case HostResult.NotStarted<Reply> _ -> Optional.empty();
        };
    }

    private static @Nullable Object exit(Ending ending) {
        return ending instanceof Ending.Exited exited ? exited.status() : null;
    }
}
