package dev.shoal.output.data;

import dev.shoal.plugin.Column;
import dev.shoal.terminal.Screen;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows that somebody has made in Groovy, as a table for people: as they are, since nobody says what their numbers count. */
public final class RowsText {
    private final Screen screen;
    private final int width;

    /**
     * A table on this screen.
     *
     * @param width of the terminal, in columns; 0 if it does not know
     */
    public RowsText(Screen screen, int width) {
        this.screen = screen;
        this.width = width;
    }

    /** The table, its columns in the order in which they first occur; each line ends with a line feed. */
    public String of(List<? extends Map<?, ?>> rows) {
        var names = new LinkedHashSet<String>();
        rows.forEach(row -> row.keySet().forEach(name -> names.add(String.valueOf(name))));
        var columns = names.stream().map(Column::of).toList();
        var cells = new ArrayList<List<Optional<Object>>>();
        for (var row : rows) {
            cells.add(columns.stream()
                    .map(column -> Optional.<Object>ofNullable(row.get(column.name())))
                    .toList());
        }
        return new GridText(screen, width).of(new Grid(columns, cells, List.of()));
    }
}
