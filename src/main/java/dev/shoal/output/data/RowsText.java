package dev.shoal.output.data;

import dev.shoal.output.Format;
import dev.shoal.output.data.TextTable.Cell;
import dev.shoal.output.data.TextTable.Head;
import dev.shoal.output.data.TextTable.Style;
import dev.shoal.plugin.Column;
import dev.shoal.plugin.Row;
import dev.shoal.plugin.Rows;
import dev.shoal.plugin.Unit;
import dev.shoal.terminal.Channel;
import dev.shoal.terminal.Palette;
import dev.shoal.terminal.Screen;
import dev.shoal.terminal.Window;
import dev.shoal.text.CleanText;
import dev.shoal.text.Widths;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Rows as text. Programs get numbers as they are ({@code csv json jsonl yaml}), people get them with their units, and
 * {@code !} or {@code !!} after what is a warning or critical ({@code table md html bars}). Each line ends with a line feed.
 * Where rows are of several hosts, {@code host} is their first column. Safe for many threads.
 */
public final class RowsText {
    static final String HOST = "host";
    private static final int USUAL_WIDTH = 80;
    private static final int SHORTEST_BAR = 10;
    private static final int LONGEST_BAR = 50;
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

    private RowsText() {}

    /** CSV after RFC 4180 with a line of titles; what a spreadsheet would take for a formula gets an apostrophe before it. */
    public static String csv(Rows rows) {
        return text(new CsvText(rows).on(file()));
    }

    /** An array with an object for each row, one a line. */
    public static String json(Rows rows) {
        return text(in(Format.JSON, rows, file(), Window.NONE));
    }

    /** An object a line for each row. */
    public static String jsonl(Rows rows) {
        return text(in(Format.JSONL, rows, file(), Window.NONE));
    }

    /** A list with an item for each row. */
    public static String yaml(Rows rows) {
        return text(in(Format.YAML, rows, file(), Window.NONE));
    }

    /** A table of GitHub's Markdown; no cell can contain markup. */
    public static String md(Rows rows) {
        return MarkupText.md(rows);
    }

    /** A whole HTML document with one table; no cell can contain markup. */
    public static String html(Rows rows) {
        return MarkupText.html(rows);
    }

    /**
     * A table as people read it, without colours; empty where there are no rows.
     *
     * @param width the columns of the terminal, 0 for lines of any length
     */
    public static String table(Rows rows, int width) {
        return table(rows, width, Palette.PLAIN);
    }

    /** The same in the colours of the palette. */
    public static String table(Rows rows, int width, Palette palette) {
        if (rows.rows().isEmpty()) {
            return "";
        }
        var heads = rows.columns().stream()
                .map(column -> new Head(CleanText.line(column.name()), isNumeric(column, rows)))
                .toList();
        var cells = new ArrayList<List<Cell>>();
        Object last = "";
        for (var row : rows.rows()) {
            var line = new ArrayList<>(
                    rows.columns().stream().map(column -> cell(row, column)).toList());
            var host = row.cells().get(HOST);
            if (last.equals(host) && rows.columns().getFirst().name().equals(HOST)) {
                line.set(0, new Cell(line.getFirst().text(), Style.REPEATED));
            }
            last = host == null ? "" : host;
            cells.add(line);
        }
        return new TextTable(heads, width, palette).of(cells);
    }

    private static String table(Rows rows, Channel channel, Window window) {
        var whole = table(rows, channel.isTerminal() ? window.columns().getAsInt() : 0, channel.palette());
        return window.isPromptOf(channel) ? new TableExcerpt(rows, window, channel.palette()).text(whole) : whole;
    }

    private static Cell cell(Row row, Column column) {
        return value(row, column)
                .map(value -> new Cell(
                        CleanText.of(CellText.shown(value, column))
                                .stripTrailing()
                                .replace("\t", "\\t"),
                        Style.of(row.level(column.name()))))
                .orElse(Cell.of("-"));
    }

    static Optional<Object> value(Row row, Column column) {
        return Optional.ofNullable(row.cells().get(column.name()));
    }

    /** A value as people read it, with the mark of its level; empty where the row has none. */
    static String marked(Row row, Column column) {
        return value(row, column)
                .map(value -> CleanText.of(CellText.shown(value, column)).stripTrailing()
                        + Style.of(row.level(column.name())).mark())
                .orElse("");
    }

    /** Whether the column holds numbers, so that they stand right. */
    static boolean isNumeric(Column column, Rows rows) {
        var values =
                rows.rows().stream().flatMap(row -> value(row, column).stream()).toList();
        return column.unit() != Unit.NONE
                || (!values.isEmpty() && values.stream().allMatch(Number.class::isInstance));
    }

    /**
     * A bar for the number of each row, beside as many columns of text as tell the rows apart. The longest bar is the largest
     * number, or 100 of a percentage; below zero bars are of dots, and what is not a number has none.
     *
     * @param column the name of a column
     * @param width the columns to fit into, 0 for 80
     * @throws IllegalArgumentException if the column is unknown
     */
    public static String bars(Rows rows, String column, int width) {
        var shown = rows.columns().stream()
                .filter(one -> one.name().equals(column))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no column " + column));
        if (rows.rows().isEmpty()) {
            return "";
        }
        var labels = labels(rows, shown);
        double most = rows.rows().stream()
                .flatMap(row -> number(row, shown).stream())
                .mapToDouble(Math::abs)
                .reduce(shown.unit() == Unit.PERCENT ? 100 : 0, Math::max);
        int room = (width > 0 ? width : USUAL_WIDTH) - beside(rows, labels, shown);
        int length = Math.clamp(room, SHORTEST_BAR, LONGEST_BAR);
        var heads = new ArrayList<>(labels.stream()
                .map(one -> new Head(CleanText.line(one.name()), isNumeric(one, rows)))
                .toList());
        heads.add(new Head("", false));
        heads.add(new Head(CleanText.line(column), true));
        var cells = new ArrayList<List<Cell>>();
        for (var row : rows.rows()) {
            var line =
                    new ArrayList<>(labels.stream().map(one -> cell(row, one)).toList());
            line.add(Cell.of(
                    number(row, shown).map(value -> bar(value, most, length)).orElse("")));
            line.add(cell(row, shown));
            cells.add(line);
        }
        return new TextTable(heads, 0, Palette.PLAIN).of(cells);
    }

    /** The first columns of text that tell all rows apart, or all of them. */
    private static List<Column> labels(Rows rows, Column shown) {
        var labels = new ArrayList<Column>();
        for (var column : rows.columns()) {
            var told = new HashSet<List<Optional<Object>>>();
            rows.rows()
                    .forEach(row -> told.add(
                            labels.stream().map(label -> value(row, label)).toList()));
            if (!labels.isEmpty() && told.size() == rows.rows().size()) {
                break;
            }
            if (!column.equals(shown) && !isNumeric(column, rows)) {
                labels.add(column);
            }
        }
        return labels;
    }

    /** What the other columns take beside the bars. */
    private static int beside(Rows rows, List<Column> labels, Column shown) {
        return Stream.concat(labels.stream(), Stream.of(shown))
                .mapToInt(column -> TextTable.GAP.length() + width(column, rows))
                .sum();
    }

    private static int width(Column column, Rows rows) {
        int text = Widths.of(CleanText.line(column.name()));
        int mark = 0;
        for (var row : rows.rows()) {
            var cell = cell(row, column);
            text = Math.max(text, cell.text().lines().mapToInt(Widths::of).max().orElse(0));
            mark = Math.max(mark, cell.style().mark().length());
        }
        return text + mark;
    }

    private static Optional<Double> number(Row row, Column column) {
        return value(row, column)
                .filter(Number.class::isInstance)
                .map(value -> ((Number) value).doubleValue())
                .filter(Double::isFinite);
    }

    private static String bar(double value, double most, int length) {
        if (most == 0) {
            return "";
        }
        long eighths = Math.round(Math.abs(value) / most * length * 8);
        var full = (value < 0 ? "░" : "█").repeat((int) (eighths / 8));
        return value < 0 || eighths % 8 == 0 ? full : full + EIGHTHS.charAt((int) (eighths % 8));
    }

    /**
     * Rows in a format, row by row as it is written. On a terminal a table fits the width, and at a prompt the height: what is
     * left out is named there, and {@code less} shows it. Files get all rows, in lines of any length.
     *
     * @throws IllegalArgumentException unless the format {@link Format#isForRows}
     */
    public static Screen.Text in(Format format, Rows rows, Channel channel, Window window) {
        var shape = new JsonShape(channel);
        return switch (format) {
            case CSV -> new CsvText(rows).on(channel);
            case JSON -> stream -> json(rows, shape, stream);
            case JSONL ->
                stream -> {
                    for (var row : rows.rows()) {
                        object(row, rows, shape).writeTo(stream);
                    }
                };
            case YAML -> stream -> yaml(rows, shape, new YamlWriter(channel.isTerminal()), stream);
            case TABLE -> Screen.Text.of(table(rows, channel, window));
            case MD -> Screen.Text.of(md(rows));
            case NONE -> Screen.Text.of("");
            case FOLD, RAW -> throw new IllegalArgumentException(format.word() + " shows no rows");
        };
    }

    /**
     * A plain value that need not be rows, as a document of one value.
     *
     * @throws IllegalArgumentException unless the format is {@code json jsonl yaml}
     */
    public static Screen.Text value(Format format, @Nullable Object value, Channel channel) {
        var json = new JsonShape(channel).value(value);
        return switch (format) {
            case JSON, JSONL -> json;
            case YAML -> stream -> write(new YamlWriter(channel.isTerminal()).document(bytes(json)), stream);
            default -> throw new IllegalArgumentException(format.word() + " shows rows");
        };
    }

    private static void json(Rows rows, JsonShape shape, OutputStream stream) throws IOException {
        write("[", stream);
        var between = "\n";
        for (var row : rows.rows()) {
            write(between, stream);
            var line = bytes(object(row, rows, shape));
            stream.write(line, 0, line.length - 1); // without its line feed
            between = ",\n";
        }
        write(rows.rows().isEmpty() ? "]\n" : "\n]\n", stream);
    }

    private static void yaml(Rows rows, JsonShape shape, YamlWriter yaml, OutputStream stream) throws IOException {
        write(rows.rows().isEmpty() ? "---\n[]\n" : "---\n", stream);
        for (var row : rows.rows()) {
            write(yaml.item(bytes(object(row, rows, shape))), stream);
        }
    }

    /** The cells that the row has, in the order of the columns. */
    private static Screen.Text object(Row row, Rows rows, JsonShape shape) {
        return shape.object(json -> {
            for (var column : rows.columns()) {
                if (row.cells().containsKey(column.name())) {
                    json.writeFieldName(JsonValues.sound(column.name()));
                    JsonValues.write(row.cells().get(column.name()), json);
                }
            }
        });
    }

    private static Channel file() {
        return Channel.file(OutputStream.nullOutputStream());
    }

    private static void write(String text, OutputStream stream) throws IOException {
        stream.write(text.getBytes(UTF_8));
    }

    private static String text(Screen.Text text) {
        return new String(bytes(text), UTF_8);
    }

    private static byte[] bytes(Screen.Text text) {
        var bytes = new ByteArrayOutputStream();
        try {
            text.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
