package dev.shoal.output;

import dev.shoal.fleet.Ledger;

import java.util.function.Function;

/**
 * A run as CSV, when it is over.
 *
 * @param <T> what one host answers
 */
final class CsvRenderer<T> implements Renderer<T> {
    private final Screen screen;
    private final Wording wording;
    private final Function<Ledger<T>, Grid> grids;
    private final Epilogue epilogue;

    CsvRenderer(Screen screen, Wording wording, Function<Ledger<T>, Grid> grids, Epilogue epilogue) {
        this.screen = screen;
        this.wording = wording;
        this.grids = grids;
        this.epilogue = epilogue;
    }

    @Override
    public void finish(RunTitle title, Ledger<T> ledger) {
        var grid = grids.apply(ledger);
        screen.out(new CsvText(grid).on(screen.out(), wording));
        if (!grid.without().isEmpty()) {
            screen.err(Screen.Text.of("no rows: " + wording.shown(grid.without()) + "\n"));
        }
        epilogue.write(ledger);
    }
}
