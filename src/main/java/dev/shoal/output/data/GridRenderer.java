package dev.shoal.output.data;

import dev.shoal.fleet.Ledger;
import dev.shoal.inventory.Host;
import dev.shoal.output.Renderer;
import dev.shoal.output.RunFooter;
import dev.shoal.output.RunTitle;
import dev.shoal.terminal.Screen;
import dev.shoal.text.CleanText;

import java.util.function.Function;
import java.util.function.IntSupplier;

/**
 * A run as a table, for people or as CSV, when the run has ended. What the table cannot show is named on stderr: hosts without
 * rows here, hosts that failed by the footer.
 *
 * @param grids makes the table of values
 * @param text writes it
 * @param <T> what the task returns for one host
 */
public record GridRenderer<T>(
        Screen screen, Function<Ledger<T>, Grid> grids, Function<Grid, Screen.Text> text, RunFooter footer)
        implements Renderer<T> {
    /** A table for people. */
    public static <T> GridRenderer<T> table(
            Screen screen, Function<Ledger<T>, Grid> grids, IntSupplier width, RunFooter footer) {
        return new GridRenderer<>(screen, grids, grid -> GridText.of(grid, screen, width.getAsInt()), footer);
    }

    /** CSV. */
    public static <T> GridRenderer<T> csv(Screen screen, Function<Ledger<T>, Grid> grids, RunFooter footer) {
        return new GridRenderer<>(screen, grids, grid -> new CsvText(grid).on(screen.out()), footer);
    }

    @Override
    public void finish(RunTitle title, Ledger<T> ledger) {
        var grid = grids.apply(ledger);
        screen.out(text.apply(grid));
        if (!grid.without().isEmpty()) {
            screen.err(Screen.Text.of("no rows: " + CleanText.line(Host.fold(grid.without())) + "\n"));
        }
        footer.write(ledger);
    }
}
