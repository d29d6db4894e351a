package dev.shoal.output;

import dev.shoal.fleet.HostResult;
import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Moved;

/** What {@code put} and {@code get} print for people: what was left out, and the ledger. */
record FilesRenderer(Screen screen, Wording wording, Epilogue epilogue) implements Renderer<Moved> {
    @Override
    public void finish(RunTitle title, Ledger<Moved> ledger) {
        var text = new StringBuilder();
        for (var result : ledger.results()) {
            if (result instanceof HostResult.Done<Moved> done) {
                done.value().skipped().forEach(path -> text.append(
                                wording.line(done.host().name() + ": left out: " + path))
                        .append('\n'));
            }
        }
        if (!text.isEmpty()) {
            screen.err(Screen.Text.of(text.toString()));
        }
        epilogue.write(ledger);
    }
}
