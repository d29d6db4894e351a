package dev.shoal.cli;

import java.util.Set;

/** Says what there is. */
final class HelpVerb implements Verb {
    @Override
    public String name() {
        return "help";
    }

    @Override
    public String arguments() {
        return "[VERB]";
    }

    @Override
    public String summary() {
        return "what there is, or more of one verb";
    }

    @Override
    public Set<Option> options() {
        return Option.of("help");
    }

    @Override
    public Answer run(Call call, CommandContext desk) throws UsageException {
        var help = new Help(desk.screen());
        return Answer.of(call.text().isEmpty() ? help.lines() : help.verb(Verbs.named(call.text())));
    }
}
