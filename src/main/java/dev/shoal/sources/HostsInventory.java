package dev.shoal.sources;

import dev.shoal.inventory.Group;
import dev.shoal.inventory.Host;
import dev.shoal.inventory.Inventory;
import dev.shoal.inventory.Provenance;
import dev.shoal.inventory.Selection;
import dev.shoal.inventory.Target;
import dev.shoal.nodeset.Expression;
import dev.shoal.nodeset.NodeSet;
import dev.shoal.nodeset.NodeSetException;
import dev.shoal.text.Nearest;
import dev.shoal.text.ProblemsException;
import dev.shoal.yaml.Problems;
import dev.shoal.yaml.YamlNode;
import dev.shoal.yaml.YamlPosition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The hosts, groups and variables of all {@code hosts.yaml} read so far, which become one inventory. */
final class HostsInventory {
    private final Map<String, Map<String, Value>> hosts = new LinkedHashMap<>();
    private final Map<String, String> origins = new HashMap<>();
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final List<Line> vars = new ArrayList<>();
    private final Problems problems;

    /** Variables for hosts that may be defined later, in another file. */
    private record Line(YamlNode.Scalar key, List<HostsVariables.Variable> variables) {}

    /** A value and the line that gives it. */
    private record Value(String value, String place) {}

    private final int layers;
    /** The file that defines the group so far. */
    private final Map<String, Integer> definedIn = new HashMap<>();

    /** @param layers how many of the files, from the first, are layers of which a later one counts */
    HostsInventory(Problems problems, int layers) {
        this.problems = problems;
        this.layers = layers;
    }

    /** Names hosts. Variables of an earlier line stay unless this one sets them. */
    void addHosts(YamlPosition place, NodeSet names, List<HostsVariables.Variable> variables) {
        for (var name : names.names()) {
            hosts.computeIfAbsent(name, host -> new LinkedHashMap<>());
            origins.putIfAbsent(name, place.inLine());
        }
        give(hosts, names, variables);
    }

    /** Defines a group, anew in a later layer; any other second definition is noted as a mistake. */
    void addGroup(YamlPosition place, String name, String definition) {
        var group = new Group(name, Expression.at(place.toString(), definition));
        var file = definedIn.put(name, place.file());
        boolean isLaterLayer = file != null && file < place.file() && place.file() < layers;
        var first = isLaterLayer ? null : groups.get(name);
        groups.put(name, group);
        if (first != null) {
            var where = first.hosts().origin().orElse("");
            problems.add(place, name, "the group is already defined at " + where + ": give one of them another name");
        }
    }

    /** Keeps variables until all hosts and groups are known. */
    void addVars(YamlNode.Scalar key, List<HostsVariables.Variable> variables) {
        vars.add(new Line(key, variables));
    }

    /**
     * The inventory.
     *
     * @throws ProblemsException with all mistakes noted until now
     */
    Inventory inventory() throws ProblemsException {
        problems.throwIfAny(); // variables of hosts or groups that were refused would only add to the noise
        var names = Inventory.of(hosts.keySet().stream().map(Host::named).toList(), groups.values());
        var common = new HashMap<String, Map<String, Value>>();
        hosts.keySet().forEach(name -> common.put(name, new LinkedHashMap<>()));
        for (var line : vars) {
            give(common, hostsOf(line, names), line.variables());
        }
        problems.throwIfAny();
        var made = new ArrayList<Host>();
        hosts.forEach((name, own) -> {
            var variables = new LinkedHashMap<String, String>();
            common.getOrDefault(name, Map.of()).forEach((key, value) -> variables.put(key, value.value()));
            own.forEach((key, value) -> variables.put(key, value.value()));
            made.add(new HostVariables(name, variables).host());
        });
        return Inventory.of(made, groups.values(), origins).toldBy(provenance(common));
    }

    private Provenance provenance(Map<String, Map<String, Value>> common) {
        return new Provenance() {
            @Override
            public List<String> places(String host) {
                return Optional.ofNullable(origins.get(host)).map(List::of).orElse(List.of());
            }

            @Override
            public List<Statement> statements(String host) {
                var statements = new ArrayList<Statement>();
                for (var layer : List.of(hosts, common)) {
                    layer.getOrDefault(host, Map.of())
                            .forEach((key, value) -> statements.add(new Statement(key, value.value(), value.place())));
                }
                return statements;
            }
        };
    }

    private void give(Map<String, Map<String, Value>> to, NodeSet names, List<HostsVariables.Variable> variables) {
        for (var variable : variables) {
            if (!variable.fits(names.size())) {
                problems.add(
                        variable.position(),
                        names + " " + variable.name(),
                        counted(variable.values().size(), "value") + " for " + counted(names.size(), "host")
                                + ": write one for each, or one for all");
                continue;
            }
            var place = variable.position().inLine();
            int i = 0;
            for (var name : names.names()) {
                var value = variable.valueFor(i++);
                Optional.ofNullable(to.get(name)).ifPresent(of -> of.put(variable.name(), new Value(value, place)));
            }
        }
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private NodeSet hostsOf(Line line, Inventory names) {
        var key = line.key().text();
        try {
            var selection = names.select(new Target(false, List.of(Expression.typed(key)), List.of()));
            if (selection.unknown().size() == selection.nodeset().size() && !selection.isEmpty()) {
                problems.add(line.key().position(), key, unknown(selection, names));
                return NodeSet.empty();
            }
            return selection.nodeset();
        } catch (NodeSetException e) {
            boolean inKey = e.expression().origin().isEmpty();
            var place = inKey ? line.key().at(e.column()) : line.key().position();
            problems.add(place, key, inKey ? e.problem() : e.getMessage());
            return NodeSet.empty();
        }
    }

    private static String unknown(Selection selection, Inventory names) {
        var first = selection.unknown().names().getFirst();
        return "no such host under hosts:"
                + Nearest.to(first, names.nodeset().names())
                        .map(nearest -> " did you mean " + nearest + "?")
                        .orElse(" name it there first");
    }
}
