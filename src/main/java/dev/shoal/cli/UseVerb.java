package dev.shoal.cli;

import java.util.Set;

/** Chooses the target of the lines that follow. */
final class UseVerb implements Verb {
    @Override
    public String name() {
        return "use";
    }

    @Override
    public String arguments() {
        return "[EXPR]";
    }

    @Override
    public String summary() {
        return "the target from now on; without EXPR, what it is";
    }

    @Override
    public Set<Option> options() {
        return Option.of("help");
    }

    @Override
    public Answer run(Call call, Desk desk) throws UsageException {
        var given = call.text().isEmpty() ? desk.given() : desk.given().with(Given.target(call.text()));
        var selection = Targets.select(given, desk);
        if (!call.text().isEmpty()) {
            desk.use(call.text());
        }
        Targets.note(selection, given, desk);
        desk.note("target " + Targets.describe(selection));
        return Answer.of(selection.isEmpty() ? ExitStatus.EMPTY : ExitStatus.OK);
    }
}
