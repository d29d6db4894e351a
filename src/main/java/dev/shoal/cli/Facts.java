package dev.shoal.cli;

import dev.shoal.fleet.HostResult;
import dev.shoal.fleet.Ledger;
import dev.shoal.plugin.Rows;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the last {@code collect} of each plugin has said of each host, as far as it said it in one row. A column is called
 * {@code memory.total}, and {@code total} where no other plugin has one. The plugin's own name stands for its main column:
 * {@code os} is {@code os.id}, {@code memory} and {@code mem} are {@code memory.total}, {@code uptime} is
 * {@code uptime.up}; of others the only column. Confined to the thread that runs the lines.
 */
final class Facts {
    private static final Map<String, String> MAIN = Map.of("os", "id", "memory", "total", "uptime", "up");
    private static final Map<String, String> SHORT = Map.of("mem", "memory");

    /** By plugin, then by host. */
    private final Map<String, Map<String, Map<String, Object>>> rows = new TreeMap<>();

    /** Takes the place of what the plugin has said before of these hosts; one that gives many rows gives no facts. */
    void keep(String plugin, Ledger<Rows> ledger) {
        var byHost = rows.computeIfAbsent(plugin, _ -> new TreeMap<>());
        boolean isOneRow =
                ledger.results().stream().allMatch(result -> rowsOf(result).size() <= 1);
        for (var result : ledger.results()) {
            var told = rowsOf(result);
            byHost.remove(result.host().name()); // what a host said before it fell silent may be wrong by now
            if (isOneRow && !told.isEmpty()) {
                byHost.put(result.host().name(), told.getFirst());
            }
        }
    }

    private static List<Map<String, Object>> rowsOf(HostResult<Rows> result) {
        return result instanceof HostResult.Done<Rows> done ? done.value().cells() : List.of();
    }

    /** The value of that name, a plugin's or a column's; empty where nothing was collected or the host has none. */
    Optional<Object> value(String host, String name) {
        int dot = name.indexOf('.');
        if (dot > 0) {
            return column(plugin(name.substring(0, dot)), host, name.substring(dot + 1));
        }
        var plugin = plugin(name);
        if (rows.containsKey(plugin)) {
            return row(plugin, host)
                    .flatMap(row -> Optional.ofNullable(
                            row.size() == 1 ? row.values().iterator().next() : row.get(MAIN.getOrDefault(plugin, ""))));
        }
        var owners = owners(name);
        return owners.size() == 1 ? column(owners.getFirst(), host, name) : Optional.empty();
    }

    /** The plugins that have a column of this name. */
    List<String> owners(String column) {
        return rows.entrySet().stream()
                .filter(plugin -> plugin.getValue().values().stream().anyMatch(row -> row.containsKey(column)))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The whole names of a host's columns that have a value, and the plugins' short ones. */
    Set<String> names(String host) {
        var names = new LinkedHashSet<String>();
        rows.forEach((plugin, _) -> row(plugin, host)
                .ifPresent(row -> row.forEach((column, value) -> {
                    if (value != null) {
                        names.add(plugin + "." + column);
                    }
                })));
        return names;
    }

    /** Whether the plugin was collected and gave no host a single row, as a plugin with several rows a host does. */
    boolean isWithoutRow(String plugin) {
        var byHost = rows.get(plugin);
        return byHost != null && byHost.isEmpty();
    }

    /** What can stand before a column's name. */
    Set<String> qualifiers() {
        var qualifiers = new LinkedHashSet<>(rows.keySet());
        qualifiers.addAll(MAIN.keySet());
        qualifiers.addAll(SHORT.keySet());
        return qualifiers;
    }

    /** The plugin that a name may be about: itself, its short name, or what stands before the dot. */
    static String plugin(String name) {
        var first = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
        return SHORT.getOrDefault(first, first);
    }

    private Optional<Object> column(String plugin, String host, String column) {
        return row(plugin, host).flatMap(row -> Optional.ofNullable(row.get(column)));
    }

    private Optional<Map<String, Object>> row(String plugin, String host) {
        @Nullable Map<String, Map<String, Object>> byHost = rows.get(plugin);
        return Optional.ofNullable(byHost == null ? null : byHost.get(host));
    }
}
