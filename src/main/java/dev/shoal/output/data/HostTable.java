package dev.shoal.output.data;

import dev.shoal.inventory.Host;
import dev.shoal.output.data.TextTable.Cell;
import dev.shoal.output.data.TextTable.Head;
import dev.shoal.terminal.Palette;
import dev.shoal.text.CleanText;
import dev.shoal.text.Widths;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The verb {@code hosts}: one row for each host. What does not fit into the width goes on below, nothing is left out. */
public final class HostTable {
    private static final List<String> TITLES = List.of("host", "address", "port", "user", "groups");
    private static final int PORT = 2;
    private static final int GROUPS = 4;
    private static final int LEAST_GROUPS_WIDTH = 16;
    private static final String GAP = "  ";

    private final int width;

    /**
     * A table as wide as a terminal.
     *
     * @param width in columns; 0 where there is no limit, as in a file
     */
    public HostTable(int width) {
        this.width = width;
    }

    /** A host and the names of the groups it is in, without {@code @}. */
    public record Row(Host host, List<String> groups) {
        public Row {
            groups = List.copyOf(groups);
        }
    }

    /** The same rows for programs, with the variables besides. */
    public static Listing listing(List<Row> rows) {
        return new Listing("host", rows.stream().map(HostTable::fields).toList());
    }

    private static Map<String, Optional<Object>> fields(Row row) {
        var host = row.host();
        Map<String, Optional<Object>> fields = new LinkedHashMap<>();
        fields.put("host", Optional.of(host.name()));
        fields.put("address", Optional.of(host.address()));
        fields.put("port", host.port().isPresent() ? Optional.of(host.port().getAsInt()) : Optional.empty());
        fields.put("user", Optional.<Object>empty().or(host::user));
        fields.put("groups", Optional.of(row.groups()));
        fields.put("variables", Optional.of(host.variables()));
        return fields;
    }

    /** The table with its titles; each line ends with a line feed. */
    public String of(List<Row> rows) {
        var cells = new ArrayList<List<String>>();
        cells.add(TITLES);
        rows.forEach(row -> cells.add(cells(row)));
        var widths = IntStream.range(0, GROUPS)
                .map(column -> cells.stream()
                        .mapToInt(row -> Widths.of(row.get(column)))
                        .max()
                        .orElse(0))
                .toArray();
        int beside = IntStream.of(widths).map(column -> column + GAP.length()).sum();
        if (width > 0 && beside + TITLES.getLast().length() > width) {
            return narrow(cells);
        }
        var text = new StringBuilder();
        cells.forEach(row -> append(row, widths, text));
        return text.toString();
    }

    /** Each host as lines of title and value, where columns do not fit. */
    private String narrow(List<List<String>> cells) {
        var heads = TITLES.stream()
                .map(title -> new Head(title, title.equals(TITLES.get(PORT))))
                .toList();
        var rows = cells.stream()
                .skip(1)
                .map(row -> row.stream().map(Cell::of).toList())
                .toList();
        return new TextTable(heads, width, Palette.PLAIN).of(rows);
    }

    private List<String> cells(Row row) {
        var host = row.host();
        return List.of(
                CleanText.line(host.name()),
                CleanText.line(host.address()),
                host.port().isPresent() ? String.valueOf(host.port().getAsInt()) : "-",
                host.user().map(CleanText::line).orElse("-"),
                row.groups().isEmpty() ? "-" : CleanText.line(String.join(",", row.groups())));
    }

    private void append(List<String> row, int[] widths, StringBuilder text) {
        var line = new StringBuilder();
        for (int column = 0; column < GROUPS; column++) {
            var blanks = " ".repeat(widths[column] - Widths.of(row.get(column)));
            line.append(column == PORT ? blanks + row.get(column) : row.get(column) + blanks)
                    .append(GAP);
        }
        var indent = " ".repeat(Widths.of(line.toString()));
        for (var groups : wrapped(row.get(GROUPS), width - Widths.of(line.toString()))) {
            text.append(line).append(groups).append('\n');
            line = new StringBuilder(indent);
        }
    }

    /** The list in lines that break after commas; a single name that is too long stays whole. */
    private List<String> wrapped(String list, int room) {
        if (width <= 0) {
            return List.of(list);
        }
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var item : list.splitWithDelimiters(",", 0)) {
            if (item.equals(",")) {
                line.append(item);
            } else {
                // the comma that follows needs a column, too
                if (!line.isEmpty() && Widths.of(line + item) >= Math.max(room, LEAST_GROUPS_WIDTH)) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                line.append(item);
            }
        }
        lines.add(line.toString());
        return lines;
    }
}
