package dev.shoal.output.data;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.shoal.inventory.Host;
import dev.shoal.output.Format;
import dev.shoal.output.data.TextTable.Cell;
import dev.shoal.output.data.TextTable.Head;
import dev.shoal.plugin.Rows;
import dev.shoal.plugin.registry.PluginState;
import dev.shoal.terminal.Palette;
import dev.shoal.terminal.Screen;
import dev.shoal.text.CleanText;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is known without asking any host, as hosts and plugins: a table for people, documents and lines for programs.
 *
 * <pre>
 * json   {"v":1,"hosts":[{"host":"web1", …}, …]}
 * jsonl  {"type":"host","host":"web1", …}
 * </pre>
 *
 * @param thing what one is called; more of them with an s
 * @param titles the fields that people get, in the order of the columns
 * @param rows the fields of each, all with the same names; an empty value is null, and {@code -} for people
 */
public record Listing(String thing, List<String> titles, List<Map<String, Optional<Object>>> rows) {
    /** The column of numbers. */
    private static final String NUMBERS = "port";

    private static final String SUMMARY = "summary";

    public Listing {
        rows = List.copyOf(rows);
    }

    /** Hosts with the names of the groups that each is in, without {@code @}. */
    public static Listing ofHosts(Map<Host, List<String>> hosts) {
        var rows = new ArrayList<Map<String, Optional<Object>>>();
        hosts.forEach((host, groups) -> {
            Map<String, Optional<Object>> fields = new LinkedHashMap<>();
            fields.put("host", Optional.of(host.name()));
            fields.put("address", Optional.of(host.address()));
            fields.put("port", host.port().isPresent() ? Optional.of(host.port().getAsInt()) : Optional.empty());
            fields.put("user", Optional.<Object>empty().or(host::user));
            fields.put("groups", Optional.of(List.copyOf(groups)));
            fields.put("variables", Optional.of(host.variables()));
            rows.add(fields);
        });
        return new Listing("host", List.of("host", "address", NUMBERS, "user", "groups"), rows);
    }

    /** Plugins, loaded or not. */
    public static Listing ofPlugins(List<PluginState> plugins) {
        var rows = new ArrayList<Map<String, Optional<Object>>>();
        for (var plugin : plugins) {
            Map<String, Optional<Object>> fields = new LinkedHashMap<>();
            fields.put("key", Optional.of(plugin.key()));
            fields.put("kind", Optional.of(plugin.kind()));
            fields.put("state", Optional.of(plugin.load().words()));
            fields.put("origin", Optional.of(plugin.origin()));
            fields.put(
                    SUMMARY,
                    Optional.<Object>of(plugin.declaration().summary()).filter(summary -> !summary.equals("")));
            fields.put("trouble", Optional.<Object>empty().or(plugin::trouble));
            rows.add(fields);
        }
        var titles = new ArrayList<>(List.of("key", "kind", "state"));
        if (rows.stream()
                .anyMatch(row -> row.getOrDefault(SUMMARY, Optional.empty()).isPresent())) {
            titles.add(SUMMARY); // of a plugin that is not loaded it is not known
        }
        titles.add("origin");
        return new Listing("plugin", titles, rows);
    }

    /**
     * Writes it to stdout.
     *
     * @param width of the terminal, in columns; 0 is without limit, as in a file
     * @throws IllegalArgumentException unless the format {@link Format#isForRows}
     */
    public void write(Format format, Screen screen, int width) {
        switch (format) {
            case JSON, YAML -> screen.out(document().in(format, screen.out()));
            case JSONL -> {
                var shape = new JsonShape(screen.out());
                rows.forEach(row -> screen.out(shape.object(json -> {
                    json.writeStringField("type", thing);
                    fields(row, json);
                })));
            }
            case TABLE -> screen.out(Screen.Text.of(table(width)));
            case CSV -> screen.out(new CsvText(rowsOfAll()).on(screen.out()));
            case MD -> screen.out(Screen.Text.of(RowsText.md(shown())));
            case NONE -> {} // a script wants the value alone
            case FOLD, RAW -> throw new IllegalArgumentException(format.word() + " is for replies");
        }
    }

    /** The table for people; each line ends with a line feed. */
    String table(int width) {
        var heads = titles.stream()
                .map(title -> new Head(title, title.equals(NUMBERS)))
                .toList();
        var cells = rows.stream()
                .map(row -> titles.stream()
                        .map(title -> Cell.of(row.getOrDefault(title, Optional.empty())
                                .map(Listing::shown)
                                .orElse("-")))
                        .toList())
                .toList();
        return new TextTable(heads, width, Palette.PLAIN).of(cells);
    }

    private static String shown(Object value) {
        var text = value instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(","))
                : value.toString();
        return text.isEmpty() ? "-" : CleanText.line(text);
    }

    private DocumentText document() {
        return new DocumentText(
                json -> json.writeNumberField("v", 1),
                thing + "s",
                rows.stream()
                        .<JsonShape.Fields>map(row -> json -> fields(row, json))
                        .toList());
    }

    private static void fields(Map<String, Optional<Object>> row, JsonGenerator json) throws IOException {
        for (var cell : row.entrySet()) {
            json.writeFieldName(cell.getKey());
            JsonValues.write(cell.getValue().orElse(null), json);
        }
    }

    /** What the table has, as texts. */
    private Rows shown() {
        return RunRows.ofMaps(rows.stream()
                .map(row -> {
                    var cells = new LinkedHashMap<String, @Nullable Object>();
                    titles.forEach(title -> cells.put(
                            title,
                            row.getOrDefault(title, Optional.empty())
                                    .map(value -> value instanceof Number ? value : shown(value))
                                    .orElse(null)));
                    return cells;
                })
                .toList());
    }

    private Rows rowsOfAll() {
        return RunRows.ofMaps(rows.stream()
                .map(row -> {
                    var cells = new LinkedHashMap<String, @Nullable Object>();
                    row.forEach((name, value) -> cells.put(name, value.orElse(null)));
                    return cells;
                })
                .toList());
    }
}
