package dev.shoal.output.data;

import dev.shoal.output.data.TextTable.Cell;
import dev.shoal.output.data.TextTable.Head;
import dev.shoal.plugin.Column;
import dev.shoal.plugin.Unit;
import dev.shoal.terminal.Screen;
import dev.shoal.text.CleanText;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A table of values as text for people.
 *
 * @param width of the terminal, in columns; of no meaning where stdout is none
 */
record GridText(Screen screen, int width) {
    String of(Grid grid) {
        var heads = new ArrayList<Head>();
        for (int i = 0; i < grid.columns().size(); i++) {
            heads.add(new Head(CleanText.line(grid.columns().get(i).name()), isNumeric(i, grid)));
        }
        var rows = grid.rows().stream().map(row -> cells(row, grid.columns())).toList();
        var wide = screen.out().isTerminal() ? width : 0;
        return new TextTable(heads, wide, screen.out().palette()).of(rows);
    }

    private List<Cell> cells(List<Optional<Object>> row, List<Column> columns) {
        var cells = new ArrayList<Cell>();
        for (int i = 0; i < row.size(); i++) {
            var column = columns.get(i);
            cells.add(row.get(i)
                    .map(value -> new Cell(
                            CleanText.of(CellText.shown(value, column))
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
