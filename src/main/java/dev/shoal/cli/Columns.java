package dev.shoal.cli;

import dev.shoal.text.CleanText;
import dev.shoal.text.Widths;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A few words per line in columns of the least width. Each row stays one line without control characters. */
final class Columns {
    private static final String GAP = "  ";
    private static final String NOTHING = "-";

    private Columns() {}

    /** The width of stdout; 0 where it is not a terminal, so that lines may have any length. */
    static int available(CommandContext context) {
        return context.screen().out().isTerminal() ? context.streams().width().getAsInt() : 0;
    }

    /** The rows, each with as many cells as the first; an empty cell is shown as {@code -}. Every line ends with a line feed. */
    static String of(List<List<String>> rows) {
        var cells = rows.stream()
                .map(row -> row.stream().map(Columns::cell).toList())
                .toList();
        var last = rows.getFirst().size() - 1;
        var widths =
                IntStream.range(0, last).map(column -> width(cells, column)).toArray();
        return cells.stream()
                .map(row -> IntStream.range(0, last)
                                .mapToObj(column -> padded(row.get(column), widths[column]))
                                .collect(Collectors.joining())
                        + row.get(last)
                        + "\n")
                .collect(Collectors.joining());
    }

    private static String cell(String text) {
        return text.isEmpty() ? NOTHING : CleanText.line(text);
    }

    private static int width(List<List<String>> cells, int column) {
        return cells.stream().mapToInt(row -> Widths.of(row.get(column))).max().orElse(0);
    }

    private static String padded(String cell, int width) {
        return cell + " ".repeat(width - Widths.of(cell)) + GAP;
    }
}
