package dev.shoal.cli;

import java.util.Set;

/** Runs a command on the target. */
final class ExecVerb implements Verb {
    @Override
    public String name() {
        return "exec";
    }

    @Override
    public String arguments() {
        return "[--] TEXT";
    }

    @Override
    public String summary() {
        return "run TEXT in the shell of every host of the target";
    }

    @Override
    public Set<Option> options() {
        return Option.of("target", "ssh", "run", "command", "output", "start", "help");
    }

    @Override
    public boolean isRaw() {
        return true;
    }

    @Override
    public boolean hasValue() {
        return true;
    }

    @Override
    public Answer run(Call call, CommandContext desk) throws UsageException, InterruptedException {
        var values = new OptionValues(call.given());
        values.check();
        if (call.text().isBlank()) {
            throw new UsageException("exec: no command given, e.g. exec uptime");
        }
        var format = Formats.ofCommands(call.given(), desk);
        var selection = Targets.select(call.given(), desk);
        if (selection.isEmpty()) {
            return Targets.nobody("run", call.given(), desk);
        }
        if (call.given().has(Option.DRY_RUN)) {
            return Answer.of(new Plan(desk).print(selection, call));
        }
        return new CommandRun(desk, call, values, format).on(selection);
    }
}
