package dev.shoal.output.data;

import dev.shoal.fleet.HostResult;
import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Reply;
import dev.shoal.inventory.Host;
import dev.shoal.plugin.Column;
import dev.shoal.plugin.Level;
import dev.shoal.plugin.Row;
import dev.shoal.plugin.Rows;
import dev.shoal.transport.Ending;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The replies of a run as a table of values, for any tabular format.
 *
 * @param columns {@code host} first
 * @param rows a value for each column, empty where there is none
 * @param without hosts that are ok and have no row, in the order of the job
 */
public record Grid(List<Column> columns, List<List<Cell>> rows, List<Host> without) {
    private static final Column HOST = Column.of("host");
    private static final List<Column> REPLY =
            List.of(HOST, Column.of("outcome"), Column.of("exit"), Column.of("ms"), Column.of("out"), Column.of("err"));

    /** A value and how bad it is; empty where the row has none. */
    record Cell(Optional<Object> value, Level level) {
        static Cell of(Optional<? extends Object> value) {
            return new Cell(value.map(Object.class::cast), Level.OK);
        }
    }

    /** The rows of a plugin, host by host. A column that only some hosts have follows its neighbour there. */
    public static Grid ofRows(Ledger<Rows> ledger) {
        var columns = new ArrayList<Column>();
        var done = new ArrayList<HostResult.Done<Rows>>();
        for (var result : ledger.results()) {
            if (result instanceof HostResult.Done<Rows> answer) {
                done.add(answer);
                merge(answer.value().columns(), columns);
            }
        }
        var rows = new ArrayList<List<Cell>>();
        var without = new ArrayList<Host>();
        for (var answer : done) {
            answer.value().rows().forEach(row -> rows.add(cells(answer.host(), row, columns)));
            if (answer.value().rows().isEmpty()) {
                without.add(answer.host());
            }
        }
        columns.addFirst(HOST);
        return new Grid(columns, rows, without);
    }

    private static void merge(List<Column> theirs, List<Column> columns) {
        int at = 0;
        for (var column : theirs) {
            int known = index(column.name(), columns);
            if (known < 0) {
                columns.add(at++, column);
            } else {
                at = known + 1;
            }
        }
    }

    private static int index(String name, List<Column> columns) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private static List<Cell> cells(Host host, Row row, List<Column> columns) {
        var cells = new ArrayList<Cell>();
        cells.add(Cell.of(Optional.of(host.name())));
        columns.forEach(column ->
                cells.add(new Cell(Optional.ofNullable(row.cells().get(column.name())), row.level(column.name()))));
        return cells;
    }

    /** What a command has replied, a row for every host of the job. */
    public static Grid ofReplies(Ledger<Reply> ledger) {
        var rows = new ArrayList<List<Cell>>();
        for (var result : ledger.results()) {
            var reply = reply(result);
            rows.add(List.of(
                    Cell.of(Optional.of(result.host().name())),
                    Cell.of(Optional.of(ledger.outcome(result).word())),
                    Cell.of(reply.flatMap(Reply::ending).flatMap(Grid::exit)),
                    Cell.of(Optional.of(result.took().toMillis())),
                    Cell.of(reply.map(Reply::out)),
                    Cell.of(reply.map(Reply::err))));
        }
        return new Grid(REPLY, rows, List.of());
    }

    private static Optional<Reply> reply(HostResult<Reply> result) {
        return switch (result) {
            case HostResult.Done<Reply> done -> Optional.of(done.value());
            case HostResult.Failed<Reply> failed -> failed.partial();
            case HostResult.NotStarted<Reply> _ -> Optional.empty();
        };
    }

    private static Optional<Object> exit(Ending ending) {
        return ending instanceof Ending.Exited exited ? Optional.of(exited.status()) : Optional.empty();
    }
}
