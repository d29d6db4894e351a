package dev.shoal.output;

import dev.shoal.fleet.Ledger;
import dev.shoal.output.TextTable.Cell;
import dev.shoal.output.TextTable.Head;
import dev.shoal.plugin.Column;
import dev.shoal.plugin.Unit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntSupplier;

/**
 * A table for people, when the run is over. What cannot be read as a table is named on stderr: hosts without rows here,
 * hosts that failed by the epilogue.
 *
 * @param <T> what one host answers
 */
final class TableRenderer<T> implements Renderer<T> {
    private final Screen screen;
    private final Wording wording;
    private final Function<Ledger<T>, Grid> grids;
    private final IntSupplier width;
    private final Epilogue epilogue;

    TableRenderer(
            Screen screen, Wording wording, Function<Ledger<T>, Grid> grids, IntSupplier width, Epilogue epilogue) {
        this.screen = screen;
        this.wording = wording;
        this.grids = grids;
        this.width = width;
        this.epilogue = epilogue;
    }

    @Override
    public void finish(RunTitle title, Ledger<T> ledger) {
        var grid = grids.apply(ledger);
        if (!grid.rows().isEmpty()) {
            screen.out(Screen.Text.of(text(grid)));
        }
        if (!grid.without().isEmpty()) {
            screen.err(Screen.Text.of("no rows: " + wording.shown(grid.without()) + "\n"));
        }
        epilogue.write(ledger);
    }

    private String text(Grid grid) {
        var heads = new ArrayList<Head>();
        for (int i = 0; i < grid.columns().size(); i++) {
            heads.add(new Head(wording.line(grid.columns().get(i).name()), isNumeric(i, grid)));
        }
        var rows = grid.rows().stream().map(row -> cells(row, grid.columns())).toList();
        var wide = screen.out().isTerminal() ? width.getAsInt() : 0;
        return new TextTable(heads, wide, screen.out().palette()).of(rows);
    }

    private List<Cell> cells(List<Optional<Object>> row, List<Column> columns) {
        var cells = new ArrayList<Cell>();
        for (int i = 0; i < row.size(); i++) {
            var column = columns.get(i);
            cells.add(row.get(i)
                    .map(value -> new Cell(
                            wording.clean(CellText.shown(value, column))
                                    .stripTrailing()
                                    .replace("\t", "\\t"),
                            CellText.isWarning(value, column)))
                    .orElse(Cell.of("-")));
        }
        return cells;
    }

    private static boolean isNumeric(int column, Grid grid) {
        var values =
                grid.rows().stream().flatMap(row -> row.get(column).stream()).toList();
        return grid.columns().get(column).unit() != Unit.NONE
                || (!values.isEmpty() && values.stream().allMatch(Number.class::isInstance));
    }
}
