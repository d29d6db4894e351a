package dev.shoal.output.data;

import dev.shoal.inventory.Host;
import dev.shoal.inventory.Provenance.Statement;
import dev.shoal.text.CleanText;
import dev.shoal.text.Widths;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The verb {@code hosts -v}: where each host comes from, and which source sets what. Nothing is shortened. */
public final class HostStory {
    private static final String GAP = "  ";
    private static final String NOT_KNOWN = "-";

    public HostStory() {}

    /**
     * A host and what is known of it.
     *
     * @param groups the names of those that it is in, without {@code @}
     * @param places where it is named
     * @param statements everything that is said of it; of several with one key the first counts
     * @param learnt where values come from that no source states
     */
    public record Told(
            Host host, List<String> groups, List<String> places, List<Statement> statements, Optional<String> learnt) {}

    /** A block of lines for each host; each line ends with a line feed. */
    public String of(List<Told> hosts) {
        return hosts.stream().map(this::block).collect(Collectors.joining());
    }

    private String block(Told told) {
        var rows = new ArrayList<List<String>>();
        told.places().forEach(place -> rows.add(List.of("from", place, "")));
        if (told.places().isEmpty()) {
            rows.add(List.of("from", "no source, the name alone", ""));
        }
        if (!told.groups().isEmpty()) {
            rows.add(List.of("groups", String.join(",", told.groups()), ""));
        }
        facts(told.host()).forEach((key, value) -> rows.add(List.of(key, value, place(key, told))));
        int keys = width(rows, 0);
        int values = width(rows.stream().filter(row -> !row.getLast().isEmpty()).toList(), 1);
        var text = new StringBuilder(CleanText.line(told.host().name())).append('\n');
        for (var row : rows) {
            var line = GAP
                    + padded(row.get(0), keys)
                    + GAP
                    + (row.get(2).isEmpty()
                            ? CleanText.line(row.get(1))
                            : padded(row.get(1), values) + GAP + CleanText.line(row.get(2)));
            text.append(line).append('\n');
        }
        return text.toString();
    }

    private static Map<String, String> facts(Host host) {
        var facts = new LinkedHashMap<String, String>();
        if (!host.address().equals(host.name())) {
            facts.put("address", host.address());
        }
        host.port().ifPresent(port -> facts.put("port", String.valueOf(port)));
        host.user().ifPresent(user -> facts.put("user", user));
        facts.putAll(host.variables());
        return facts;
    }

    /** The source of the value, and sources with other values. */
    private static String place(String key, Told told) {
        var said = told.statements().stream()
                .filter(statement -> statement.key().equals(key))
                .toList();
        if (said.isEmpty()) {
            return told.learnt().orElse(NOT_KNOWN);
        }
        var place = new StringBuilder(said.getFirst().place());
        var others = new LinkedHashSet<String>();
        for (var other : said.subList(1, said.size())) {
            if (!other.value().equals(said.getFirst().value())) {
                others.add(other.place() + " has " + other.value());
            }
        }
        others.forEach(other -> place.append("; ").append(other));
        return place.toString();
    }

    private int width(List<List<String>> rows, int column) {
        return rows.stream()
                .mapToInt(row -> Widths.of(CleanText.line(row.get(column))))
                .max()
                .orElse(0);
    }

    private String padded(String text, int width) {
        var line = CleanText.line(text);
        return line + " ".repeat(Math.max(0, width - Widths.of(line)));
    }
}
