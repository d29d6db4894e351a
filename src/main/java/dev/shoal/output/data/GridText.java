package dev.shoal.output.data;

import dev.shoal.output.data.TextTable.Cell;
import dev.shoal.output.data.TextTable.Head;
import dev.shoal.plugin.Column;
import dev.shoal.plugin.Level;
import dev.shoal.plugin.Unit;
import dev.shoal.terminal.Screen;
import dev.shoal.text.CleanText;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A table of values as text for people. */
public final class GridText {
    private GridText() {}

    /**
     * Rows made in Groovy as a table: values as they are, since their units are not known. Columns are in the order in which
     * they first occur.
     *
     * @param width of the terminal, in columns; 0 if it is not known
     */
    public static Screen.Text ofRows(List<? extends Map<?, ?>> rows, Screen screen, int width) {
        var names = new LinkedHashSet<String>();
        rows.forEach(row -> row.keySet().forEach(name -> names.add(String.valueOf(name))));
        var columns = names.stream().map(Column::of).toList();
        var cells = new ArrayList<List<Grid.Cell>>();
        for (var row : rows) {
            cells.add(columns.stream()
                    .map(column -> Grid.Cell.of(Optional.<Object>ofNullable(row.get(column.name()))))
                    .toList());
        }
        return of(new Grid(columns, cells, List.of()), screen, width);
    }

    /** The table; each line ends with a line feed. Nothing where it has no rows. */
    static Screen.Text of(Grid grid, Screen screen, int width) {
        if (grid.rows().isEmpty()) {
            return Screen.Text.of("");
        }
        var heads = new ArrayList<Head>();
        for (int i = 0; i < grid.columns().size(); i++) {
            heads.add(new Head(CleanText.line(grid.columns().get(i).name()), isNumeric(i, grid)));
        }
        var rows = grid.rows().stream().map(row -> cells(row, grid.columns())).toList();
        var wide = screen.out().isTerminal() ? width : 0;
        return Screen.Text.of(new TextTable(heads, wide, screen.out().palette()).of(rows));
    }

    private static List<Cell> cells(List<Grid.Cell> row, List<Column> columns) {
        var cells = new ArrayList<Cell>();
        for (int i = 0; i < row.size(); i++) {
            var column = columns.get(i);
            var isBad = row.get(i).level() != Level.OK;
            cells.add(row.get(i)
                    .value()
                    .map(value -> new Cell(
                            CleanText.of(CellText.shown(value, column))
                                    .stripTrailing()
                                    .replace("\t", "\\t"),
                            isBad))
                    .orElse(Cell.of("-")));
        }
        return cells;
    }

    private static boolean isNumeric(int column, Grid grid) {
        var values = grid.rows().stream()
                .flatMap(row -> row.get(column).value().stream())
                .toList();
        return grid.columns().get(column).unit() != Unit.NONE
                || (!values.isEmpty() && values.stream().allMatch(Number.class::isInstance));
    }
}
