package dev.shoal.cli;

import dev.shoal.inventory.Host;
import dev.shoal.inventory.Inventory;
import dev.shoal.text.Nearest;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What is known of hosts by name: the inventory's variables, and the facts that were collected. */
final class HostValues {
    private static final String GROUPS = "groups";
    private static final String VARIABLES = "vars";
    private static final int LISTED = 24;

    private final Inventory inventory;
    private final Facts facts;
    private final Set<String> plugins;
    private @Nullable GroupsOfHosts groups;

    /** @param plugins the names of all plugins, collected or not */
    HostValues(Inventory inventory, Facts facts, Set<String> plugins) {
        this.inventory = inventory;
        this.facts = facts;
        this.plugins = plugins;
    }

    /** What that name means for the host, a variable of its own before a fact; empty where it means nothing. */
    Optional<Object> of(Host host, String name) {
        return switch (name) {
            case "name" -> Optional.of(host.name());
            case "address" -> Optional.of(host.address());
            case "port" -> host.port().isPresent() ? Optional.of(host.port().getAsInt()) : Optional.empty();
            case "user" -> host.user().map(user -> user);
            case GROUPS -> Optional.of(groupsOf(host));
            case VARIABLES -> Optional.of(host.variables());
            default -> host.variable(name).<Object>map(value -> value).or(() -> facts.value(host.name(), name));
        };
    }

    /** What may stand before a dot. */
    Set<String> qualifiers() {
        var qualifiers = new TreeSet<>(plugins);
        qualifiers.addAll(facts.qualifiers());
        return qualifiers;
    }

    /** What to say where no host has that name. */
    String unknown(String name, List<Host> hosts) {
        var known = names(hosts);
        var problem = "no host has " + name + ": ";
        var owners = facts.owners(name);
        if (owners.size() > 1) {
            return problem + "several plugins have that column, write " + owners.getFirst() + "." + name + " or "
                    + owners.get(1) + "." + name;
        }
        if (facts.isWithoutRow(Facts.plugin(name))) {
            return problem + Facts.plugin(name)
                    + " gives several rows a host, which --where cannot use;"
                    + " filter the result, e.g. collect " + Facts.plugin(name)
                    + " |> it.findAll { ... }";
        }
        var near = Nearest.to(name, known).map(word -> "did you mean " + word + "? ");
        return problem + advice(name).map(advice -> advice + " first; ").orElse(near.orElse("")) + "the names are "
                + String.join(", ", known.stream().limit(LISTED).toList())
                + (known.size() > LISTED ? ", ..." : "");
    }

    /** What would make that name known, where a plugin does: {@code collect os}. */
    Optional<String> advice(String name) {
        var plugin = Facts.plugin(name);
        return plugins.contains(plugin) && !facts.isWithoutRow(plugin)
                ? Optional.of("collect " + plugin)
                : Optional.empty();
    }

    private Set<String> names(List<Host> hosts) {
        var names = new TreeSet<>(List.of("name", "address", GROUPS));
        for (var host : hosts) {
            host.port().ifPresent(_ -> names.add("port"));
            host.user().ifPresent(_ -> names.add("user"));
            names.addAll(host.variables().keySet());
            names.addAll(facts.names(host.name()));
        }
        return names;
    }

    private List<String> groupsOf(Host host) {
        if (groups == null) {
            // a broken group troubles those who name it
            groups = new GroupsOfHosts(inventory, GroupsOfHosts.Effort.PROGRAMS, _ -> {});
        }
        return groups.of(host);
    }
}
