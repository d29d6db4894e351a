package dev.shoal.plugin;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class RowsTest {
    record Disk(String name, long bytes, Optional<String> note) {}

    @Test
    void aRecordIsARow() throws Exception {
        var rows = Rows.of(new Disk("sda", 512, Optional.of("spare")), List.of());

        assertEquals(List.of(Map.of("name", "sda", "bytes", 512L, "note", "spare")), rows.cells());
        assertEquals(List.of("name", "bytes", "note"), names(rows));
    }

    @Test
    void aListOfRecordsAndMapsIsManyRows() throws Exception {
        var rows = Rows.of(List.of(new Disk("sda", 1, Optional.of("")), Map.of("name", "sdb")), List.of());

        assertEquals(
                List.of("sda", "sdb"),
                rows.cells().stream().map(row -> row.get("name")).toList());
    }

    @Test
    void anyOtherValueIsTheColumnValue() throws Exception {
        assertEquals(List.of(Map.of("value", 42)), Rows.of(42, List.of()).cells());
        assertEquals(List.of(), Rows.of(null, List.of()).cells());
        assertEquals(List.of(), Rows.of(List.of(), List.of()).cells());
    }

    @Test
    void declaredColumnsComeFirst() throws Exception {
        var rows = Rows.of(
                new Disk("sda", 512, Optional.of("spare")), List.of(Column.of("note"), Column.of("bytes", Unit.BYTES)));

        assertEquals(List.of("note", "bytes", "name"), names(rows));
        assertEquals(Unit.BYTES, rows.columns().get(1).unit());
    }

    @Test
    void aRowKnowsHowBadItsValuesAre() throws Exception {
        var columns = List.of(Column.of("use", Unit.PERCENT).warn(90).critical(98));
        var rows = Rows.of(List.of(Map.of("use", 12), Map.of("use", 91), Map.of("use", 99)), columns);

        assertEquals(
                List.of(Level.OK, Level.WARN, Level.CRITICAL),
                rows.rows().stream().map(Row::level).toList());
        assertEquals(Level.CRITICAL, rows.level());
    }

    @Test
    void aListOfRowsAndSomethingElseIsRefused() {
        var refused =
                assertThrows(PluginException.class, () -> Rows.of(Arrays.asList(Map.of("use", 1), "none"), List.of()));

        assertEquals(
                "process returned a String as row 2, among maps; return a list of maps only", refused.getMessage());
    }

    @Test
    void aColumnIsDeclaredOnce() {
        var twice = List.of(Column.of("use"), Column.of("use"));
        var refused = assertThrows(PluginException.class, () -> Rows.of(1, twice));

        assertEquals("columns() names use twice; keep one of them", refused.getMessage());
    }

    private static List<String> names(Rows rows) {
        return rows.columns().stream().map(Column::name).toList();
    }
}
