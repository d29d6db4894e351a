package dev.shoal.sources;

import dev.shoal.inventory.Group;
import dev.shoal.inventory.Host;
import dev.shoal.inventory.Inventory;
import dev.shoal.nodeset.Expression;
import dev.shoal.nodeset.NodeSetException;
import dev.shoal.text.CleanText;
import dev.shoal.text.ProblemsException;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Hosts and groups from data, as a program's JSON or a script's last value: a list of nodesets, or a map of groups.
 */
final class DataContents {
    private final String source;
    private final Map<String, HostVariables> hosts = new LinkedHashMap<>();
    private final Map<String, Group> groups = new LinkedHashMap<>();

    /** With what messages call the source. */
    DataContents(String source) {
        this.source = source;
    }

    /**
     * Takes one nodeset a line; blank lines and what follows a {@code #} count for nothing.
     *
     * @throws ProblemsException with the line that is not a nodeset
     */
    SourceContents ofLines(String text) throws ProblemsException {
        int number = 0;
        for (var line : text.lines().toList()) {
            number++;
            var bare = line.replaceFirst("#.*", "").strip();
            if (!bare.isEmpty()) {
                names("line " + number, bare);
            }
        }
        return contents();
    }

    /**
     * Takes a program's data: a list of nodesets, or a map whose values are the hosts of a group.
     *
     * @throws ProblemsException with the name of what makes no sense
     */
    SourceContents ofGroups(@Nullable Object data) throws ProblemsException {
        if (data instanceof Collection<?> names) {
            nodesets("the list", names);
        } else if (data instanceof Map<?, ?> map) {
            for (var entry : map.entrySet()) {
                if (entry.getValue() == null) {
                    throw wrong(entry.getKey() + ": null was found; write a list of hosts, [] for none");
                }
                group(String.valueOf(entry.getKey()), entry.getValue());
            }
        } else {
            throw wrong(kind(data) + " was found; write a list of hosts or a map of groups");
        }
        return contents();
    }

    /**
     * Takes a script's data: a list of nodesets, or a map with {@code hosts} (a list, or nodesets with their variables) and
     * {@code groups} (nodesets by name).
     *
     * @throws ProblemsException with the name of what makes no sense
     */
    SourceContents ofScript(@Nullable Object data) throws ProblemsException {
        if (!(data instanceof Map<?, ?> map)) {
            if (data instanceof Collection<?> names) {
                nodesets("the list", names);
                return contents();
            }
            throw wrong("its last value is " + kind(data)
                    + "; write a list of hosts, or [hosts: [...], groups: [name: 'nodeset']]");
        }
        for (var entry : map.entrySet()) {
            switch (String.valueOf(entry.getKey())) {
                case "hosts" -> scriptHosts(entry.getValue());
                case "groups" -> {
                    for (var group : map("groups", entry.getValue()).entrySet()) {
                        define(String.valueOf(group.getKey()), nodeset(group.getKey() + "", group.getValue()));
                    }
                }
                default -> throw wrong("unknown key " + entry.getKey() + "; hosts and groups are known");
            }
        }
        return contents();
    }

    private void scriptHosts(@Nullable Object value) throws ProblemsException {
        if (value instanceof Collection<?> names) {
            nodesets("hosts", names);
            return;
        }
        for (var entry : map("hosts", value).entrySet()) {
            var key = String.valueOf(entry.getKey());
            var variables = entry.getValue() == null ? Map.of() : map("hosts: " + key, entry.getValue());
            for (var name : names("hosts: " + key, key)) {
                variables.forEach((variable, text) -> host(name).add(String.valueOf(variable), String.valueOf(text)));
            }
        }
    }

    private void group(String name, @Nullable Object value) throws ProblemsException {
        var expression = new ArrayList<String>();
        for (var host : list(name, value)) {
            expression.add(member(name, host));
        }
        if (!name.equals(Inventory.ALL) && !name.equals("ungrouped")) {
            define(name, united(expression));
        }
    }

    private String member(String group, @Nullable Object host) throws ProblemsException {
        var text = String.valueOf(host);
        names(group, text);
        return text;
    }

    private void nodesets(String of, Collection<?> names) throws ProblemsException {
        for (var name : names) {
            names(of, String.valueOf(name));
        }
    }

    /** The names of a nodeset, each of which is a host from now on. */
    private List<String> names(String of, String nodeset) throws ProblemsException {
        try {
            var names = Inventory.empty().calculate(Expression.typed(nodeset)).names();
            names.forEach(this::host);
            return names;
        } catch (NodeSetException e) {
            throw new ProblemsException(
                    source + ": " + of + ": not a valid nodeset: \"" + CleanText.excerpt(nodeset) + "\": "
                            + e.problem(),
                    e);
        } catch (IllegalArgumentException e) {
            throw new ProblemsException(source + ": " + of + ": " + e.getMessage(), e);
        }
    }

    private HostVariables host(String name) {
        return hosts.computeIfAbsent(name, HostVariables::new);
    }

    private void define(String name, String nodeset) throws ProblemsException {
        if (!GroupText.isName(name)) {
            throw wrong("not a valid group name: \"" + CleanText.excerpt(name) + "\"; write letters, digits and _ . -");
        }
        groups.putIfAbsent(name, new Group(name, Expression.at(source, nodeset)));
    }

    /** One nodeset of several, each of which is what it would be alone. */
    private static String united(List<String> nodesets) {
        return nodesets.stream()
                .map(one -> one.chars().anyMatch(c -> "!&^".indexOf(c) >= 0) ? "(" + one + ")" : one)
                .collect(Collectors.joining(","));
    }

    private String nodeset(String name, @Nullable Object value) throws ProblemsException {
        if (value instanceof Collection<?> names) {
            return united(names.stream().map(String::valueOf).toList());
        }
        if (value instanceof CharSequence text) {
            return text.toString();
        }
        throw wrong(name + ": " + kind(value) + " was found; write a nodeset, as 'web[1-20]'");
    }

    private Map<?, ?> map(String of, @Nullable Object value) throws ProblemsException {
        if (value == null) {
            return Map.of();
        }
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw wrong(of + ": " + kind(value) + " was found; write a map");
    }

    private Collection<?> list(String of, @Nullable Object value) throws ProblemsException {
        if (value == null) {
            return List.of();
        }
        if (value instanceof Collection<?> list) {
            return list;
        }
        if (value instanceof CharSequence text) {
            return List.of(text);
        }
        throw wrong(of + ": " + kind(value) + " was found; write a list of hosts");
    }

    private static String kind(@Nullable Object value) {
        return switch (value) {
            case null -> "nothing";
            case Map<?, ?> _ -> "a map";
            case Collection<?> _ -> "a list";
            case CharSequence text -> "the text \"" + CleanText.excerpt(text.toString()) + "\"";
            default -> "a " + value.getClass().getSimpleName();
        };
    }

    private ProblemsException wrong(String fact) {
        return new ProblemsException(source + ": " + fact);
    }

    private SourceContents contents() throws ProblemsException {
        var made = new ArrayList<Host>();
        var origins = new LinkedHashMap<String, String>();
        for (var entry : hosts.entrySet()) {
            try {
                made.add(entry.getValue().host());
                origins.put(entry.getKey(), source);
            } catch (IllegalArgumentException e) {
                throw wrong(String.valueOf(e.getMessage()));
            }
        }
        return new SourceContents(source, made, List.copyOf(groups.values()), origins, Optional.empty());
    }
}
