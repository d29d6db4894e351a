package dev.shoal.output.data;

import dev.shoal.fleet.Ledger;
import dev.shoal.inventory.Selection;
import dev.shoal.output.Renderer;
import dev.shoal.output.RunFooter;
import dev.shoal.output.RunTitle;
import dev.shoal.plugin.Rows;
import dev.shoal.terminal.Screen;
import dev.shoal.text.CleanText;

import java.util.function.Function;

/**
 * A run as a table, for people or for programs, when the run has ended. What the table cannot show is named on stderr: hosts
 * without rows here, hosts that failed by the footer.
 *
 * @param rowsOf makes the rows
 * @param text writes them
 * @param <T> what the task returns for one host
 */
public record RowsRenderer<T>(
        Screen screen, Function<Ledger<T>, RunRows> rowsOf, Function<Rows, Screen.Text> text, RunFooter footer)
        implements Renderer<T> {
    @Override
    public void finish(RunTitle title, Ledger<T> ledger) {
        var all = rowsOf.apply(ledger);
        screen.out(text.apply(all.rows()));
        if (!all.without().isEmpty()) {
            screen.err(Screen.Text.of("no rows: " + CleanText.line(Selection.fold(all.without())) + "\n"));
        }
        footer.write(ledger);
    }
}
