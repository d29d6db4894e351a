package dev.shoal.cli;

import dev.shoal.cli.GroupsOfHosts.Effort;
import dev.shoal.inventory.Host;
import dev.shoal.inventory.Inventory;
import dev.shoal.inventory.Provenance;
import dev.shoal.output.Format;
import dev.shoal.output.data.HostStory;
import dev.shoal.output.data.Listing;
import dev.shoal.script.KnownHost;
import dev.shoal.terminal.Screen;
import dev.shoal.text.ProblemsException;

import java.util.LinkedHashMap;
import java.util.List;

/** The hosts of a target, as a table, for programs, or each with all that is said of it and where. */
final class HostsShown {
    private static final String NONE_KNOWN =
            ": the inventory is empty. Name hosts in ~/.config/shoal/hosts.yaml (conf/ has an"
                    + " example), or in another place: shoal --inventory ~/.ssh/config hosts; shoal demo has some to try";

    private final CommandContext desk;

    HostsShown(CommandContext desk) {
        this.desk = desk;
    }

    Answer of(Call call) throws UsageException {
        var given = call.text().isEmpty() ? call.given() : call.given().with(OptionSet.target(call.text()));
        var format = Formats.ofLists("hosts", given, desk);
        var inventory = Targets.inventory(given, desk);
        var selection = Targets.selectOrAll(given, desk);
        var effort = given.has(Option.SOURCES) ? Effort.PROGRAMS : Effort.NO_PROGRAMS;
        var problems = new FewNotes(desk::note);
        var groups = new GroupsOfHosts(inventory, effort, problems);
        if (selection.isEmpty()) {
            Targets.note(selection, given, desk);
            desk.note("shoal: no hosts" + (inventory.nodeset().isEmpty() ? NONE_KNOWN : ""));
            return Answer.of(ExitStatus.EMPTY);
        }
        var hosts = completed(selection.hosts(), inventory);
        if (given.has(Option.SOURCES)) {
            desk.screen().out(Screen.Text.of(story(hosts, groups, inventory)));
        } else {
            show(hosts, groups, format);
        }
        problems.end();
        Targets.note(selection, given, desk);
        return Answer.of(ExitStatus.OK, hosts.stream().map(KnownHost::new).toList());
    }

    private void show(List<Host> hosts, GroupsOfHosts groups, Format format) {
        var rows = new LinkedHashMap<Host, List<String>>();
        hosts.forEach(host -> rows.put(host, groups.of(host)));
        Listing.ofHosts(rows).write(format, desk.screen(), Columns.available(desk));
    }

    private static List<Host> completed(List<Host> hosts, Inventory inventory) throws UsageException {
        try {
            return inventory.completed(hosts);
        } catch (ProblemsException e) {
            throw new UsageException(e.getMessage(), e);
        }
    }

    private static String story(List<Host> hosts, GroupsOfHosts groups, Inventory inventory) {
        var provenance = inventory.provenance();
        var told = hosts.stream()
                .map(host -> new HostStory.Told(
                        host,
                        groups.of(host),
                        places(host, provenance, groups),
                        provenance.statements(host.name()),
                        host.variable("ssh-config")))
                .toList();
        return new HostStory().of(told);
    }

    private static List<String> places(Host host, Provenance provenance, GroupsOfHosts groups) {
        var places = provenance.places(host.name());
        return places.isEmpty() ? groups.sourcesOf(host) : places;
    }
}
