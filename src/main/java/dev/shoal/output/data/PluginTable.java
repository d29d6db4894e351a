package dev.shoal.output.data;

import dev.shoal.output.data.TextTable.Cell;
import dev.shoal.output.data.TextTable.Head;
import dev.shoal.plugin.PluginState;
import dev.shoal.terminal.Palette;
import dev.shoal.text.CleanText;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The verb {@code plugins}: one row for each. */
public final class PluginTable {
    private static final List<Head> HEADS = Stream.of("key", "kind", "state", "origin")
            .map(title -> new Head(title, false))
            .toList();

    private final int width;

    /**
     * A table as wide as a terminal.
     *
     * @param width in columns; 0 where there is no limit, as in a file
     */
    public PluginTable(int width) {
        this.width = width;
    }

    /** The same rows for programs. */
    public static Listing listing(List<PluginState> plugins) {
        return new Listing("plugin", plugins.stream().map(PluginTable::fields).toList());
    }

    private static Map<String, Optional<Object>> fields(PluginState plugin) {
        Map<String, Optional<Object>> fields = new LinkedHashMap<>();
        fields.put("key", Optional.of(plugin.key()));
        fields.put("kind", Optional.of(plugin.kind()));
        fields.put("state", Optional.of(plugin.load().words()));
        fields.put("origin", Optional.of(plugin.origin()));
        fields.put("trouble", Optional.<Object>empty().or(plugin::trouble));
        return fields;
    }

    /** The table with its titles; each line ends with a line feed. */
    public String of(List<PluginState> plugins) {
        return new TextTable(HEADS, width, Palette.PLAIN)
                .of(plugins.stream()
                        .map(plugin -> Stream.of(
                                        plugin.key(),
                                        plugin.kind(),
                                        plugin.load().words(),
                                        CleanText.line(plugin.origin()))
                                .map(Cell::of)
                                .toList())
                        .toList());
    }
}
