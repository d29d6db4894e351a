package dev.shoal.cli;

import dev.shoal.inventory.Host;
import dev.shoal.inventory.Selection;
import dev.shoal.nodeset.NodeSet;
import dev.shoal.text.Amounts;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/** Does the last run once more, with its options, on the same hosts or on others. */
final class AgainVerb {
    private AgainVerb() {}

    static Verb.Result run(Verb.Invocation call, CommandContext context) throws UsageException, InterruptedException {
        var last = context.runs().last().orElseThrow(() -> new UsageException("again: nothing has run yet"));
        var asked = last.title().command();
        var verb = Verbs.find(last.verb())
                .orElseThrow(
                        () -> new UsageException("again: run " + last.title().run() + " (" + asked
                                + ") cannot be done once more from here; run its script again"));
        if (last.call().options().has(Option.STDIN)) {
            throw new UsageException("again: run " + last.title().run()
                    + " has read standard input, which is used up; give it a file with --stdin-file");
        }
        var selection = selection(call, last, context);
        if (selection.isEmpty()) {
            return Targets.empty(OptionSet.target(call.text()), context);
        }
        context.sets().used().forEach(context::note);
        var doubtful = doubtful(last, selection);
        if (!doubtful.isEmpty() && !call.options().has(Option.MAY_HAVE_RUN)) {
            requireConsent(last, doubtful, context);
        }
        context.note("again: " + asked + " on " + Targets.describe(selection));
        var options = last.call()
                .options()
                .with(call.options().beyond(context.options()))
                .on(selection.nodeset().fold());
        return verb.run(
                new Verb.Invocation(
                        options,
                        last.call().words(),
                        last.call().text(),
                        last.call().hostTexts()),
                context);
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

    private static void requireConsent(PastRun last, List<String> doubtful, CommandContext context)
            throws UsageException, InterruptedException {
        var where = NodeSet.of(doubtful).fold();
        var fact = "again: " + last.called() + " may still run or have run on " + where + " ("
                + Amounts.of(doubtful.size(), "host") + ")";
        var front = context.front();
        if (front.isEmpty()) {
            throw new UsageException(
                    fact + ". Look there first; give --may-have-run to run it there once more, or leave"
                            + " these out, as again @failed!@mayrun does");
        }
        context.note(fact);
        var isStopped = new AtomicBoolean();
        try (var _ = context.interrupts().register(() -> isStopped.set(true))) {
            if (!front.get().agrees("Run it there once more?", isStopped::get)) {
                throw new UsageException("again: nothing was run. To leave these out: again @failed!@mayrun");
            }
        }
    }

    /** On hosts that are named anew, what was excepted stays excepted. */
    private static Selection selection(Verb.Invocation call, PastRun last, CommandContext context)
            throws UsageException {
        var options = last.call().options();
        return Targets.select(
                call.text().isEmpty()
                        ? options.on(last.title().target())
                        : options.on(call.text()).with(options.only(Option.EXCEPT)),
                context);
    }
}
