package dev.shoal.cli;

import java.io.IOException;
import java.util.Set;

/** Runs a command here, not on the hosts: {@code !text} at the prompt. */
final class LocalVerb implements Verb {
    @Override
    public String name() {
        return "local";
    }

    @Override
    public String arguments() {
        return "TEXT";
    }

    @Override
    public String summary() {
        return "run TEXT in the shell of this machine; at the prompt also !TEXT";
    }

    @Override
    public Set<Option> options() {
        return Option.of("help");
    }

    @Override
    public boolean isRaw() {
        return true;
    }

    @Override
    public Answer run(Call call, CommandContext desk) throws UsageException, InterruptedException {
        if (call.text().isBlank()) {
            throw new UsageException("local: nothing to run. Write local ls, or !ls at the prompt");
        }
        // Ctrl-C reaches the command by itself, as it is in the terminal's foreground, too
        try (var _ = desk.interrupts().begins(() -> {})) {
            var status = desk.site().local(call.text());
            return Answer.of(status == 0 ? ExitStatus.OK : ExitStatus.FAILED);
        } catch (IOException e) {
            throw new UsageException("local: /bin/sh cannot be started: " + e.getMessage(), e);
        }
    }
}
