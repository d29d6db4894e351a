package dev.shoal.cli;

import java.util.OptionalInt;
import java.util.Set;

/** Ends the lines, at the prompt and elsewhere. */
final class ExitVerb implements Verb {
    private static final int LARGEST = 255;

    @Override
    public String name() {
        return "exit";
    }

    @Override
    public String arguments() {
        return "[N]";
    }

    @Override
    public String summary() {
        return "leave, with N as the exit status";
    }

    @Override
    public Set<Option> options() {
        return Option.of("help");
    }

    @Override
    public Answer run(Call call, CommandContext desk) throws UsageException {
        if (call.text().isEmpty()) {
            desk.leave(OptionalInt.empty());
            return Answer.of(ExitStatus.OK);
        }
        var status = Numbers.of("exit", call.text(), 0, LARGEST);
        desk.leave(OptionalInt.of(status));
        return Answer.of(status);
    }
}
