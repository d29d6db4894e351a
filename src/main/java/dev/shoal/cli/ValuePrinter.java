package dev.shoal.cli;

import dev.shoal.fleet.HostResult;
import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Reply;
import dev.shoal.log.CleanText;
import dev.shoal.output.Format;
import dev.shoal.output.RenderOptions;
import dev.shoal.script.RunView;
import dev.shoal.script.ScriptException;

/** Prints what came out of a line. */
final class ValuePrinter {
    private final Desk desk;

    ValuePrinter(Desk desk) {
        this.desk = desk;
    }

    /** A run as it was printed before, anything else as Groovy would write it. */
    void print(Object value) throws ScriptException {
        if (value instanceof RunView run && isOfCommands(run.ledger())) {
            fold(run);
        } else {
            var text = desk.groovy().shown(value);
            desk.print(desk.screen().out().isTerminal() ? CleanText.of(text) : text);
        }
    }

    private static boolean isOfCommands(Ledger<?> ledger) {
        return ledger.results().stream()
                .allMatch(result -> !(result instanceof HostResult.Done<?> done) || done.value() instanceof Reply);
    }

    @SuppressWarnings("unchecked") // asked before
    private void fold(RunView run) {
        Format.FOLD
                .renderer(desk.screen(), desk.wording(), RenderOptions.DEFAULTS)
                .finish(run.title(), (Ledger<Reply>) run.ledger());
    }
}
