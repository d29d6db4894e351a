package dev.shoal.output.data;

import dev.shoal.plugin.Level;
import dev.shoal.terminal.Palette;
import dev.shoal.text.Widths;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Lines of aligned columns, fitted to a width. What is too wide goes on below, in its column; where even that does not fit,
 * each row becomes a block of lines. Nothing is left out.
 */
final class TextTable {
    static final String GAP = "  ";
    private static final int LEAST_WIDTH = 10;

    private final List<Head> heads;
    private final int width;
    private final Palette palette;

    /** A column's title, and whether its cells are numbers. */
    record Head(String title, boolean right) {}

    /** How a cell looks: what is bad ends with a mark and is painted. */
    enum Style {
        PLAIN(""),
        /** The same as in the row above. */
        REPEATED(""),
        WARN(" !"),
        CRITICAL(" !!");

        private final String mark;

        Style(String mark) {
            this.mark = mark;
        }

        static Style of(Level level) {
            return switch (level) {
                case OK -> PLAIN;
                case WARN -> WARN;
                case CRITICAL -> CRITICAL;
            };
        }

        String mark() {
            return mark;
        }
    }

    /** A text of one line or more. */
    record Cell(String text, Style style) {
        static Cell of(String text) {
            return new Cell(text, Style.PLAIN);
        }

        /** The text with its mark, and with blanks in place of a longer mark. */
        String marked(int marks) {
            return text + style.mark + " ".repeat(Math.max(0, marks - style.mark.length()));
        }
    }

    /** One line of a cell, and how it is painted. */
    private record Line(String text, Style style) {}

    /**
     * A table of these columns.
     *
     * @param width of the terminal; 0 for no limit
     */
    TextTable(List<Head> heads, int width, Palette palette) {
        this.heads = List.copyOf(heads);
        this.width = width;
        this.palette = palette;
    }

    /** The table with its titles; each line ends with a line feed. */
    String of(List<List<Cell>> rows) {
        var titles = heads.stream().map(head -> Cell.of(head.title())).toList();
        var all = new ArrayList<List<Cell>>();
        all.add(titles);
        all.addAll(rows);
        var marks = marks(rows);
        var widths = widths(all, marks);
        if (!fit(widths)) {
            return blocks(rows);
        }
        var text = new StringBuilder();
        all.forEach(row -> append(row, widths, marks, text));
        return text.toString();
    }

    /** The longest mark of each column of numbers: they stay below one another, also beside one with a mark. */
    private int[] marks(List<List<Cell>> rows) {
        return IntStream.range(0, heads.size())
                .map(i -> !heads.get(i).right()
                        ? 0
                        : rows.stream()
                                .mapToInt(row -> row.get(i).style().mark().length())
                                .max()
                                .orElse(0))
                .toArray();
    }

    private int[] widths(List<List<Cell>> rows, int[] marks) {
        return IntStream.range(0, heads.size())
                .map(i -> rows.stream()
                        .flatMapToInt(row -> row.get(i).marked(marks[i]).lines().mapToInt(Widths::of))
                        .max()
                        .orElse(0))
                .toArray();
    }

    /** Takes from the widest columns of text until all fits. Returns whether it does. */
    private boolean fit(int[] widths) {
        if (width <= 0) {
            return true;
        }
        int excess = GAP.length() * (widths.length - 1) - width;
        for (int i = 0; i < widths.length; i++) {
            // one line may have millions of columns: not to be taken one by one
            widths[i] = i == 0 || heads.get(i).right() ? widths[i] : Math.min(widths[i], Math.max(width, LEAST_WIDTH));
            excess += widths[i];
        }
        while (excess > 0) {
            int widest = -1;
            for (int i = 1; i < widths.length; i++) {
                if (!heads.get(i).right() && (widest < 0 || widths[i] > widths[widest])) {
                    widest = i;
                }
            }
            if (widest < 0
                    || widths[widest]
                            <= Math.max(LEAST_WIDTH, Widths.of(heads.get(widest).title()))) {
                return false;
            }
            widths[widest]--;
            excess--;
        }
        return true;
    }

    private void append(List<Cell> row, int[] widths, int[] marks, StringBuilder text) {
        var columns = new ArrayList<List<Line>>();
        int height = 1;
        for (int i = 0; i < widths.length; i++) {
            var lines = lines(row.get(i), marks[i], widths[i]);
            columns.add(lines);
            height = Math.max(height, lines.size());
        }
        for (int at = 0; at < height; at++) {
            var line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                var lines = columns.get(i);
                var part = at < lines.size() ? lines.get(at) : new Line("", Style.PLAIN);
                var room = " ".repeat(Math.max(0, widths[i] - Widths.of(part.text())));
                line.append(i == 0 ? "" : GAP)
                        .append(heads.get(i).right() ? room + painted(part) : painted(part) + room);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
    }

    private String painted(Line line) {
        return switch (line.style()) {
            case PLAIN -> line.text();
            case REPEATED -> palette.dim(line.text());
            case WARN -> palette.odd(line.text());
            case CRITICAL -> palette.bad(line.text());
        };
    }

    private static List<Line> lines(Cell cell, int marks, int width) {
        var lines = new ArrayList<Line>();
        cell.marked(marks).lines().forEach(line -> Widths.wrapped(line, width)
                .forEach(part -> lines.add(new Line(part, cell.style()))));
        return lines.isEmpty() ? List.of(new Line("", Style.PLAIN)) : lines;
    }

    /** Each row as lines of title and value; the value below its title where it does not fit beside it. */
    private String blocks(List<List<Cell>> rows) {
        int titles =
                heads.stream().mapToInt(head -> Widths.of(head.title())).max().orElse(0);
        int beside = width - titles - GAP.length();
        var text = new StringBuilder();
        for (var row : rows) {
            text.append(text.isEmpty() ? "" : "\n");
            for (int i = 0; i < heads.size(); i++) {
                var title = heads.get(i).title();
                if (beside >= LEAST_WIDTH) {
                    block(title + " ".repeat(titles - Widths.of(title)) + GAP, lines(row.get(i), 0, beside), text);
                } else {
                    Widths.wrapped(title, width)
                            .forEach(line -> text.append(line).append('\n'));
                    block(GAP, lines(row.get(i), 0, Math.max(1, width - GAP.length())), text);
                }
            }
        }
        return text.toString();
    }

    /** The lines below one another, the first one after this text. */
    private void block(String before, List<Line> lines, StringBuilder text) {
        var margin = before;
        for (var line : lines) {
            text.append((margin + painted(line)).stripTrailing()).append('\n');
            margin = " ".repeat(Widths.of(before));
        }
    }
}
