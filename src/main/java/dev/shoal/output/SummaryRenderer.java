package dev.shoal.output;

import dev.shoal.fleet.HostResult;
import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Moved;
import dev.shoal.inventory.Host;
import dev.shoal.terminal.Screen;
import dev.shoal.text.CleanText;

import java.util.List;
import java.util.Optional;

/** What {@code put} and {@code get} print for people: what was left out, and the ledger. */
public record SummaryRenderer(Screen screen, RunFooter epilogue) implements Renderer<Moved> {
    @Override
    public void finish(RunTitle title, Ledger<Moved> ledger) {
        var text = new StringBuilder();
        for (var result : ledger.results()) {
            moved(result).ifPresent(moved -> {
                if (result instanceof HostResult.Done<Moved>) { // else the failure names what is missing
                    add(text, result.host(), "left out: ", moved.skipped());
                }
                add(text, result.host(), "take care: ", moved.noted());
            });
        }
        if (!text.isEmpty()) {
            screen.err(Screen.Text.of(text.toString()));
        }
        epilogue.write(ledger);
    }

    private static Optional<Moved> moved(HostResult<Moved> result) {
        return switch (result) {
            case HostResult.Done<Moved> done -> Optional.of(done.value());
            case HostResult.Failed<Moved> failed -> failed.partial();
            case HostResult.NotStarted<Moved> _ -> Optional.empty();
        };
    }

    private void add(StringBuilder text, Host host, String what, List<String> paths) {
        paths.forEach(path ->
                text.append(CleanText.line(host.name() + ": " + what + path)).append('\n'));
    }
}
