package dev.shoal.output.data;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.shoal.output.Format;
import dev.shoal.plugin.Column;
import dev.shoal.terminal.Screen;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known without asking any host, as hosts and plugins, in the formats that are for programs:
 *
 * <pre>
 * json   {"v":1,"hosts":[{"host":"web1", …}, …]}
 * jsonl  {"type":"host","host":"web1", …}
 * </pre>
 *
 * @param thing what one is called; more of them with an s
 * @param rows what is said of each, all with the same names; an empty value is null
 */
public record Listing(String thing, List<Map<String, Optional<Object>>> rows) {
    public Listing {
        rows = List.copyOf(rows);
    }

    /**
     * Writes it to stdout.
     *
     * @throws IllegalArgumentException unless the format {@link Format#isForRows} and none of a table
     */
    public void write(Format format, Screen screen) {
        switch (format) {
            case JSON, YAML -> screen.out(document().in(format, screen.out()));
            case JSONL -> {
                var shape = new JsonShape(screen.out());
                rows.forEach(row -> screen.out(shape.object(json -> {
                    json.writeStringField("type", thing);
                    fields(row, json);
                })));
            }
            case CSV -> screen.out(new CsvText(grid()).on(screen.out()));
            case NONE -> {} // a script wants the value alone
            case FOLD, RAW, TABLE -> throw new IllegalArgumentException(format.word() + " is for people");
        }
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

    private Grid grid() {
        var columns = new ArrayList<Column>();
        rows.stream().findFirst().ifPresent(row -> row.keySet().forEach(name -> columns.add(Column.of(name))));
        List<List<Optional<Object>>> cells = new ArrayList<>();
        rows.forEach(row -> cells.add(List.copyOf(row.values())));
        return new Grid(columns, cells, List.of());
    }
}
