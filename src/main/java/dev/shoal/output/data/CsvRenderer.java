package dev.shoal.output.data;

import dev.shoal.fleet.Ledger;
import dev.shoal.inventory.Host;
import dev.shoal.output.Renderer;
import dev.shoal.output.RunFooter;
import dev.shoal.output.RunTitle;
import dev.shoal.terminal.Screen;
import dev.shoal.text.CleanText;

import java.util.function.Function;

/**
 * A run as CSV, when it is over.
 *
 * @param <T> what one host answers
 */
public final class CsvRenderer<T> implements Renderer<T> {
    private final Screen screen;
    private final Function<Ledger<T>, Grid> grids;
    private final RunFooter epilogue;

    public CsvRenderer(Screen screen, Function<Ledger<T>, Grid> grids, RunFooter epilogue) {
        this.screen = screen;
        this.grids = grids;
        this.epilogue = epilogue;
    }

    @Override
    public void finish(RunTitle title, Ledger<T> ledger) {
        var grid = grids.apply(ledger);
        screen.out(new CsvText(grid).on(screen.out()));
        if (!grid.without().isEmpty()) {
            screen.err(Screen.Text.of("no rows: " + CleanText.line(Host.fold(grid.without())) + "\n"));
        }
        epilogue.write(ledger);
    }
}
