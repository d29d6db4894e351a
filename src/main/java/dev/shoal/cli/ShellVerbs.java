package dev.shoal.cli;

import dev.shoal.cli.ShellFront.TypedLine;
import dev.shoal.text.CleanText;
import dev.shoal.text.Mask;

import java.util.Set;

/** Shows the lines that were typed. */
final class ShellVerbs implements Verb {
    private static final int USUAL = 50;

    @Override
    public String name() {
        return "history";
    }

    @Override
    public String arguments() {
        return "[N]";
    }

    @Override
    public String summary() {
        return "the last N lines typed at the prompt (50), with the numbers of their runs";
    }

    @Override
    public Set<Option> options() {
        return Option.of("help");
    }

    @Override
    public Answer run(Call call, CommandContext desk) throws UsageException {
        var front = desk.front();
        if (front.isEmpty()) {
            throw new UsageException("history: only the prompt has one; start `shoal` at a terminal");
        }
        var wanted = call.text().isEmpty() ? USUAL : Numbers.of("history", call.text(), 1, Integer.MAX_VALUE);
        var all = front.get().history();
        var lines = all.subList(Math.max(0, all.size() - wanted), all.size());
        int widest = lines.stream().mapToInt(line -> line.runs().length()).max().orElse(0);
        lines.forEach(line -> desk.print(label(line, widest) + CleanText.of(Mask.text(line.text()))));
        return Answer.of(ExitStatus.OK);
    }

    private static String label(TypedLine line, int columns) {
        return columns == 0
                ? ""
                : line.runs() + " ".repeat(columns - line.runs().length() + 2);
    }
}
