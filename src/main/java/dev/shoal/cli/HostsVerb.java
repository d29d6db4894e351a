package dev.shoal.cli;

import dev.shoal.inventory.Host;
import dev.shoal.inventory.Inventory;
import dev.shoal.inventory.NodeSet;
import dev.shoal.inventory.NodeSetException;
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
        Narrowing.refuse(call.given(), "hosts " + option.longName());
        var expression = String.join(",", call.given().all(option));
        try {
            desk.print(answer(option, Targets.inventory(call.given(), desk).calculate(expression)));
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
        var rows = selection.hosts().stream()
                .map(host -> new HostTable.Row(host, groupsOf(host, groups)))
                .toList();
        if (rows.isEmpty()) {
            desk.note("shoal: no hosts");
            return Answer.of(ExitStatus.EMPTY);
        }
        var table = new HostTable(desk.wording(), desk.streams().width().getAsInt()).of(rows);
        desk.screen().out(Screen.Text.of(table));
        Targets.note(selection, given, desk);
        return Answer.of(
                ExitStatus.OK, selection.hosts().stream().map(KnownHost::new).toList());
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
