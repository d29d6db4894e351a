package dev.shoal.output;

import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Outcome;
import dev.shoal.terminal.Screen;

/** What every format writes to stderr when the run is over: why hosts failed, then the ledger line. */
public final class RunFooter {
    private final Screen screen;
    private final RenderOptions options;
    private final FailureNotes notes;
    private final LedgerLine line;

    public RunFooter(Screen screen, RenderOptions options) {
        this.screen = screen;
        this.options = options;
        this.notes = new FailureNotes(screen.err().palette());
        this.line = new LedgerLine(screen.err().palette());
    }

    public void write(Ledger<?> ledger) {
        var text = new StringBuilder();
        notes.of(ledger).forEach(note -> text.append(note).append('\n'));
        if (options.ledger() == RenderOptions.LedgerWhen.ALWAYS || !allOk(ledger)) {
            text.append(line.of(ledger)).append('\n');
        }
        if (!text.isEmpty()) {
            screen.err(Screen.Text.of(text.toString()));
        }
    }

    private static boolean allOk(Ledger<?> ledger) {
        return ledger.parts().stream().allMatch(part -> part.outcome() == Outcome.OK);
    }
}
