package dev.shoal.cli;

import dev.shoal.inventory.Selection;

import java.util.Set;

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
        return Option.of("ssh", "run", "command", "output", "help");
    }

    @Override
    public boolean hasValue() {
        return true;
    }

    @Override
    public Answer run(Call call, Desk desk) throws UsageException, InterruptedException {
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
            return Targets.nobody("run", Given.target(call.text()), desk);
        }
        desk.sets().used().forEach(desk::note);
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

    /** On hosts that are named anew, what was excepted stays excepted. */
    private static Selection selection(Call call, PastRun last, Desk desk) throws UsageException {
        var given = last.call().given();
        return Targets.select(
                call.text().isEmpty()
                        ? given.on(last.title().target())
                        : given.on(call.text()).with(given.only(Option.EXCEPT)),
                desk);
    }
}
