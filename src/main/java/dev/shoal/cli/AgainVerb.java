package dev.shoal.cli;

import dev.shoal.inventory.Host;
import dev.shoal.inventory.Selection;
import dev.shoal.nodeset.NodeSet;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/** Does the last run once more, with its options, on the same hosts or on others. */
final class AgainVerb implements Verb {
    @Override
    public String name() {
        return "again";
    }

    @Override
    public String arguments() {
        return "[EXPR]";
    }

    @Override
    public String summary() {
        return "the last run once more on its hosts, or on EXPR: again @failed";
    }

    @Override
    public Set<Option> options() {
        return Option.of("ssh", "run", "command", "output", "again", "help");
    }

    @Override
    public boolean hasValue() {
        return true;
    }

    @Override
    public Answer run(Call call, CommandContext desk) throws UsageException, InterruptedException {
        var last = desk.runs().last().orElseThrow(() -> new UsageException("again: nothing has run yet"));
        var asked = last.title().command();
        var verb = Verbs.find(last.verb())
                .orElseThrow(
                        () -> new UsageException("again: run " + last.title().run() + " (" + asked
                                + ") cannot be done once more from here; run its script again"));
        if (last.call().given().has(Option.STDIN)) {
            throw new UsageException("again: run " + last.title().run()
                    + " has read standard input, which is used up; give it a file with --stdin-file");
        }
        var selection = selection(call, last, desk);
        if (selection.isEmpty()) {
            return Targets.nobody("run", OptionSet.target(call.text()), desk);
        }
        desk.sets().used().forEach(desk::note);
        var doubtful = doubtful(last, selection);
        if (!doubtful.isEmpty() && !call.given().has(Option.MAY_HAVE_RUN)) {
            requireConsent(last, doubtful, desk);
        }
        desk.note("again: " + asked + " on " + Targets.describe(selection));
        var given = last.call()
                .given()
                .with(call.given().beyond(desk.given()))
                .on(selection.nodeset().fold());
        return verb.run(
                new Call(
                        given,
                        last.call().words(),
                        last.call().text(),
                        last.call().hostTexts()),
                desk);
    }

    /** The hosts of the selection of which it is not known whether the command has run; a collection changes nothing. */
    private static List<String> doubtful(PastRun last, Selection selection) {
        if (last.verb().equals("collect")) {
            return List.of();
        }
        var names = last.mayRun().stream().map(Host::name).collect(Collectors.toSet());
        return selection.hosts().stream()
                .map(Host::name)
                .filter(names::contains)
                .toList();
    }

    private static void requireConsent(PastRun last, List<String> doubtful, CommandContext desk)
            throws UsageException, InterruptedException {
        var where = NodeSet.of(doubtful).fold();
        var fact = "again: " + last.called() + " may still run or have run on " + where + " (" + doubtful.size()
                + (doubtful.size() == 1 ? " host)" : " hosts)");
        var front = desk.front();
        if (front.isEmpty()) {
            throw new UsageException(
                    fact + ". Look there first; give --may-have-run to run it there once more, or leave"
                            + " these out, as again @failed!@mayrun does");
        }
        desk.note(fact);
        var isStopped = new AtomicBoolean();
        try (var _ = desk.interrupts().begins(() -> isStopped.set(true))) {
            if (!front.get().agrees("Run it there once more?", isStopped::get)) {
                throw new UsageException("again: nothing was run. To leave these out: again @failed!@mayrun");
            }
        }
    }

    /** On hosts that are named anew, what was excepted stays excepted. */
    private static Selection selection(Call call, PastRun last, CommandContext desk) throws UsageException {
        var given = last.call().given();
        return Targets.select(
                call.text().isEmpty()
                        ? given.on(last.title().target())
                        : given.on(call.text()).with(given.only(Option.EXCEPT)),
                desk);
    }
}
