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
 * A table for people, when the run is over. What cannot be read as a table is named on stderr: hosts without rows here,
 * hosts that failed by the epilogue.
 *
 * @param <T> what one host answers
 */
public final class GridRenderer<T> implements Renderer<T> {
    private final Screen screen;
    private final Function<Ledger<T>, Grid> grids;
    private final IntSupplier width;
    private final RunFooter epilogue;

    public GridRenderer(Screen screen, Function<Ledger<T>, Grid> grids, IntSupplier width, RunFooter epilogue) {
        this.screen = screen;
        this.grids = grids;
        this.width = width;
        this.epilogue = epilogue;
    }

    @Override
    public void finish(RunTitle title, Ledger<T> ledger) {
        var grid = grids.apply(ledger);
        if (!grid.rows().isEmpty()) {
            screen.out(Screen.Text.of(new GridText(screen, width.getAsInt()).of(grid)));
        }
        if (!grid.without().isEmpty()) {
            screen.err(Screen.Text.of("no rows: " + CleanText.line(Host.fold(grid.without())) + "\n"));
        }
        epilogue.write(ledger);
    }
}
