package dev.shoal.cli;

import dev.shoal.inventory.Host;
import dev.shoal.inventory.Inventory;
import dev.shoal.inventory.NodeSet;
import dev.shoal.inventory.NodeSetException;
import dev.shoal.inventory.SourceException;
import dev.shoal.output.HostStory;
import dev.shoal.output.HostTable;
import dev.shoal.output.Screen;
import dev.shoal.script.KnownHost;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Shows hosts, and calculates with nodesets. Never reaches out to any host. */
final class HostsVerb implements Verb {
    private static final List<Option> CALCULATORS = List.of(Option.EXPAND, Option.FOLDED, Option.COUNT);

    @Override
    public String name() {
        return "hosts";
    }

    @Override
    public String arguments() {
        return "[EXPR]";
    }

    @Override
    public String summary() {
        return "the hosts of EXPR, of the target or of all, as a table; or calculate with nodesets";
    }

    @Override
    public Set<Option> options() {
        return Option.of("target", "hosts", "start", "help");
    }

    @Override
    public boolean hasValue() {
        return true;
    }

    @Override
    public Answer run(Call call, Desk desk) throws UsageException {
        var asked = CALCULATORS.stream().filter(call.given()::has).toList();
        if (asked.isEmpty()) {
            return table(call, desk);
        }
        if (asked.size() > 1) {
            throw new UsageException("hosts: -e, -f and -c are three questions; ask one at a time");
        }
        var option = asked.getFirst();
        var expression = String.join(",", call.given().all(option));
        try {
            desk.print(answer(option, Targets.names(call.given(), desk).calculate(expression)));
            return Answer.of(ExitStatus.OK);
        } catch (NodeSetException e) {
            throw new UsageException(e.rendered(), e);
        }
    }

    private static String answer(Option option, NodeSet nodes) {
        return switch (option) {
            case EXPAND -> String.join(" ", nodes.names());
            case COUNT -> String.valueOf(nodes.size());
            default -> nodes.fold();
        };
    }

    private static Answer table(Call call, Desk desk) throws UsageException {
        var given = call.text().isEmpty() ? call.given() : call.given().with(Given.target(call.text()));
        var inventory = Targets.inventory(given, desk);
        var selection = Targets.selectOrAll(given, desk);
        var groups = groups(inventory, desk);
        if (selection.isEmpty()) {
            desk.note("shoal: no hosts");
            return Answer.of(ExitStatus.EMPTY);
        }
        var hosts = completed(selection.hosts(), inventory);
        desk.screen()
                .out(Screen.Text.of(
                        given.has(Option.SOURCES)
                                ? story(hosts, groups, inventory, desk)
                                : table(hosts, groups, desk)));
        Targets.note(selection, given, desk);
        return Answer.of(ExitStatus.OK, hosts.stream().map(KnownHost::new).toList());
    }

    private static List<Host> completed(List<Host> hosts, Inventory inventory) throws UsageException {
        try {
            return inventory.completed(hosts);
        } catch (SourceException e) {
            throw new UsageException(e.problem(), e);
        }
    }

    private static String table(List<Host> hosts, Map<String, NodeSet> groups, Desk desk) {
        var rows = hosts.stream()
                .map(host -> new HostTable.Row(host, groupsOf(host, groups)))
                .toList();
        return new HostTable(desk.wording(), desk.streams().width().getAsInt()).of(rows);
    }

    private static String story(List<Host> hosts, Map<String, NodeSet> groups, Inventory inventory, Desk desk) {
        var provenance = inventory.provenance();
        var told = hosts.stream()
                .map(host -> new HostStory.Told(
                        host,
                        groupsOf(host, groups),
                        provenance.places(host.name()),
                        provenance.statements(host.name()),
                        host.variable("ssh-config")))
                .toList();
        return new HostStory(desk.wording()).of(told);
    }

    /** Every group's hosts; a group whose definition is broken is named and left out. */
    private static Map<String, NodeSet> groups(Inventory inventory, Desk desk) {
        var groups = new LinkedHashMap<String, NodeSet>();
        for (var group : inventory.groups()) {
            try {
                groups.put(group.name(), inventory.calculate("@" + group.name()));
            } catch (NodeSetException e) {
                desk.note("shoal: " + e.getMessage());
            }
        }
        return groups;
    }

    private static List<String> groupsOf(Host host, Map<String, NodeSet> groups) {
        return groups.entrySet().stream()
                .filter(group -> group.getValue().contains(host.name()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
