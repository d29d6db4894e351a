package dev.shoal.cli;

import dev.shoal.text.CleanText;
import dev.shoal.text.Mask;

import java.io.IOException;
import java.util.OptionalInt;

/** The verbs about the shell itself: its history, its end, and commands of this machine. */
final class ShellVerbs {
    private static final int USUAL_LINES = 50;
    private static final int LARGEST_EXIT = 255;

    private ShellVerbs() {}

    static Verb.Result history(Verb.Invocation call, CommandContext context) throws UsageException {
        var front = context.front();
        if (front.isEmpty()) {
            throw new UsageException("history is for the prompt: start shoal at a terminal");
        }
        var wanted =
                call.text().isEmpty() ? USUAL_LINES : OptionValues.number("history", call.text(), 1, Integer.MAX_VALUE);
        var all = front.get().history();
        var lines = all.subList(Math.max(0, all.size() - wanted), all.size());
        int widest = lines.stream().mapToInt(line -> line.runs().length()).max().orElse(0);
        lines.forEach(line -> context.print(label(line, widest) + CleanText.of(Mask.text(line.text()))));
        return Verb.Result.of(ExitStatus.OK);
    }

    private static String label(ShellFront.TypedLine line, int columns) {
        return columns == 0
                ? ""
                : line.runs() + " ".repeat(columns - line.runs().length() + 2);
    }

    static Verb.Result exit(Verb.Invocation call, CommandContext context) throws UsageException {
        if (call.text().isEmpty()) {
            context.leave(OptionalInt.empty());
            return Verb.Result.of(ExitStatus.OK);
        }
        var status = OptionValues.number("exit", call.text(), 0, LARGEST_EXIT);
        context.leave(OptionalInt.of(status));
        return Verb.Result.of(status);
    }

    /** Runs a command here, not on the hosts: {@code !text} at the prompt. */
    static Verb.Result local(Verb.Invocation call, CommandContext context) throws UsageException, InterruptedException {
        if (call.text().isBlank()) {
            throw new UsageException("local: no command given, e.g. local ls, or !ls at the prompt");
        }
        // Ctrl-C reaches the command by itself, as it is in the terminal's foreground, too
        try (var _ = context.interrupts().register(() -> {})) {
            var status = context.site().local(call.text());
            return Verb.Result.of(status == 0 ? ExitStatus.OK : ExitStatus.FAILED);
        } catch (IOException e) {
            throw new UsageException("local: /bin/sh cannot be started: " + e.getMessage(), e);
        }
    }
}
