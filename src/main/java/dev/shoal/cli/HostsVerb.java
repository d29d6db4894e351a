package dev.shoal.cli;

import dev.shoal.inventory.Host;
import dev.shoal.inventory.Inventory;
import dev.shoal.inventory.Provenance;
import dev.shoal.inventory.Selection;
import dev.shoal.nodeset.Expression;
import dev.shoal.nodeset.NodeSet;
import dev.shoal.nodeset.NodeSetException;
import dev.shoal.output.Format;
import dev.shoal.output.RunTitle;
import dev.shoal.output.data.HostStory;
import dev.shoal.output.data.Listing;
import dev.shoal.script.KnownHost;
import dev.shoal.script.RunView;
import dev.shoal.terminal.Screen;
import dev.shoal.text.ProblemsException;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Shows hosts, and calculates with nodesets. Never reaches out to any host. */
final class HostsVerb {
    private static final List<Option> CALCULATORS =
            List.of(Option.EXPAND, Option.FOLDED, Option.COUNT, Option.REGROUPED);
    private static final List<Option> NOT_CALCULATED =
            List.of(Option.ON, Option.GROUP, Option.ALL, Option.HOSTFILE, Option.WHERE, Option.PER, Option.PICK);

    private static final String OPERATORS = ",!&^";
    private static final String NONE_KNOWN =
            ": the inventory is empty. Name hosts in ~/.config/shoal/hosts.yaml (conf/ has an"
                    + " example), or in another place: shoal --inventory ~/.ssh/config hosts; shoal demo has some to try";

    private HostsVerb() {}

    static Verb.Result run(Verb.Invocation call, CommandContext context) throws UsageException {
        var asked = CALCULATORS.stream().filter(call.options()::has).toList();
        if (call.options().has(Option.AUTOSTEP) && !call.options().has(Option.FOLDED)) {
            throw new UsageException("hosts: --autostep needs -f, e.g. hosts -f --autostep=3 EXPR");
        }
        if (asked.isEmpty()) {
            return show(call, context);
        }
        if (asked.size() > 1) {
            throw new UsageException("hosts: give only one of -e, -f, -c and -r");
        }
        var option = asked.getFirst();
        refuseOtherTargets(call.options().beyond(context.options()), "hosts " + option.longName());
        try {
            var inventory = Targets.names(call.options(), context);
            var answer = answer(call, option, inventory, context);
            context.sets().used().forEach(context::note);
            context.print(answer);
            return Verb.Result.of(ExitStatus.OK);
        } catch (NodeSetException e) {
            throw new UsageException(e.rendered(), e);
        }
    }

    /** A part of the question that the answer leaves out without a word would make it a wrong one. */
    private static void refuseOtherTargets(OptionSet options, String what) throws UsageException {
        for (var other : NOT_CALCULATED) {
            if (options.has(other)) {
                throw new UsageException(what + " calculates with names only: leave out " + other.longName());
            }
        }
    }

    /** What is typed as several words counts as well: that is what {@code $(cat FILE)} and {@code web[1-2]} are in a shell. */
    private static NodeSet names(Verb.Invocation call, Option option, Inventory inventory) throws NodeSetException {
        var terms = new ArrayList<>(call.options().all(option));
        terms.addAll(call.words());
        var expression = Expression.typed(joined(terms));
        var names = option == Option.EXPAND ? inventory.calculate(expression) : inventory.calculateAnySize(expression);
        for (var except : call.options().all(Option.EXCEPT)) {
            names = names.minus(inventory.calculateAnySize(Expression.typed(except)));
        }
        return names;
    }

    /** With commas between them, but not inside of {@code @match(no space left)} and beside an operator. */
    private static String joined(List<String> terms) {
        var text = new StringBuilder();
        long open = 0;
        for (var term : terms) {
            boolean isBeside = text.isEmpty()
                    || OPERATORS.indexOf(text.charAt(text.length() - 1)) >= 0
                    || (!term.isEmpty() && OPERATORS.indexOf(term.charAt(0)) >= 0);
            text.append(text.isEmpty() ? "" : open > 0 || isBeside ? " " : ",").append(term);
            open += count(term, "([") - count(term, ")]");
        }
        return text.toString();
    }

    private static long count(String text, String wanted) {
        return text.chars().filter(c -> wanted.indexOf(c) >= 0).count();
    }

    private static String answer(Verb.Invocation call, Option option, Inventory inventory, CommandContext context)
            throws UsageException, NodeSetException {
        var names = names(call, option, inventory);
        return switch (option) {
            case EXPAND -> String.join(" ", names.names());
            case COUNT -> names.count().toString();
            case REGROUPED -> regrouped(names, inventory, context);
            default ->
                call.options().has(Option.AUTOSTEP)
                        ? names.foldWithSteps(
                                fewest(call.options().all(Option.AUTOSTEP).getLast(), names))
                        : names.fold();
        };
    }

    /** How many names at equal distances are written with a step. */
    private static int fewest(String autostep, NodeSet names) throws UsageException {
        var most = BigInteger.valueOf(Integer.MAX_VALUE - 1);
        if (autostep.equals("auto")) {
            return names.count().min(most).intValue();
        }
        if (autostep.matches("[0-9]{1,9}")) {
            return Integer.parseInt(autostep);
        }
        if (autostep.matches("[0-9]{1,3}%")) {
            var percent = BigInteger.valueOf(Integer.parseInt(autostep.substring(0, autostep.length() - 1)));
            var part =
                    names.count().multiply(percent).add(BigInteger.valueOf(99)).divide(BigInteger.valueOf(100));
            return part.min(most).intValue();
        }
        throw new UsageException(
                "hosts: --autostep " + autostep + " is not valid; write a count, a percentage or auto");
    }

    private static String regrouped(NodeSet names, Inventory inventory, CommandContext context) throws UsageException {
        var regrouped = inventory.regroup(names);
        if (!regrouped.unread().isEmpty()) {
            throw UsageException.ofAll(regrouped.unread().stream().distinct().toList());
        }
        var leftOut = new FewNotes(context::note);
        regrouped.leftOut().forEach(reason -> leftOut.accept("left out: " + reason));
        leftOut.end();
        return regrouped.text();
    }

    /** The hosts as a table, for programs, or each with all that is known of it and where that comes from. */
    private static Verb.Result show(Verb.Invocation call, CommandContext context) throws UsageException {
        var options = call.text().isEmpty() ? call.options() : call.options().with(OptionSet.target(call.text()));
        var format = Formats.ofLists("hosts", options, context);
        var inventory = Targets.inventory(options, context);
        var selection = Targets.selectOrAll(options, context);
        var effort = options.has(Option.SOURCES) ? GroupsOfHosts.Effort.PROGRAMS : GroupsOfHosts.Effort.NO_PROGRAMS;
        var problems = new FewNotes(context::note);
        var groups = new GroupsOfHosts(inventory, effort, problems);
        if (selection.isEmpty()) {
            Targets.note(selection, options, context);
            context.note("shoal: no hosts" + (inventory.nodeset().isEmpty() ? NONE_KNOWN : ""));
            var none = new RunTitle(0, Instant.now(), "", "hosts");
            return Verb.Result.of(ExitStatus.EMPTY, () -> RunView.ofHosts(none, List.of()));
        }
        var hosts = completed(selection.hosts(), inventory);
        if (options.has(Option.SOURCES)) {
            context.screen().out(Screen.Text.of(story(hosts, groups, inventory)));
        } else {
            print(hosts, groups, format, context);
        }
        problems.end();
        Targets.note(selection, options, context);
        var title = new RunTitle(0, Instant.now(), Selection.fold(hosts), "hosts");
        return Verb.Result.of(
                ExitStatus.OK,
                () -> RunView.ofHosts(title, hosts.stream().map(KnownHost::new).toList()));
    }

    private static void print(List<Host> hosts, GroupsOfHosts groups, Format format, CommandContext context) {
        var rows = new LinkedHashMap<Host, List<String>>();
        hosts.forEach(host -> rows.put(host, groups.of(host)));
        Listing.ofHosts(rows).write(format, context.screen(), Columns.available(context));
    }

    private static List<Host> completed(List<Host> hosts, Inventory inventory) throws UsageException {
        try {
            return inventory.completed(hosts);
        } catch (ProblemsException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
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

    /** Prints the first few of many problems, each once, and the number of the others. */
    private static final class FewNotes implements Consumer<String> {
        private static final int MOST = 5;

        private final Consumer<String> note;
        private final Set<String> told = new LinkedHashSet<>();

        FewNotes(Consumer<String> note) {
            this.note = note;
        }

        @Override
        public void accept(String problem) {
            if (told.add(problem) && told.size() <= MOST) {
                note.accept("shoal: " + problem);
            }
        }

        /** To be called after the last problem. */
        void end() {
            if (told.size() > MOST) {
                note.accept("shoal: and " + (told.size() - MOST) + " more like these");
            }
        }
    }
}
