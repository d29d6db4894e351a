package dev.shoal.cli;

import dev.shoal.log.CleanText;
import dev.shoal.log.Mask;

import java.util.Set;

/** Shows the lines that were typed. */
final class HistoryVerb implements Verb {
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
        return "the last N lines typed at the prompt (50)";
    }

    @Override
    public Set<Option> options() {
        return Option.of("help");
    }

    @Override
    public Answer run(Call call, Desk desk) throws UsageException {
        var front = desk.front();
        if (front.isEmpty()) {
            throw new UsageException("history: only the prompt has one; start `shoal` at a terminal");
        }
        var wanted = call.text().isEmpty() ? USUAL : Numbers.of("history", call.text(), 1, Integer.MAX_VALUE);
        var lines = front.get().history();
        lines.subList(Math.max(0, lines.size() - wanted), lines.size())
                .forEach(line -> desk.print(CleanText.of(Mask.text(line))));
        return Answer.of(ExitStatus.OK);
    }
}
