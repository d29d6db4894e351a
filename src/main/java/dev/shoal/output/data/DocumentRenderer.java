package dev.shoal.output.data;

import dev.shoal.fleet.Ledger;
import dev.shoal.output.Format;
import dev.shoal.output.Renderer;
import dev.shoal.output.RunFooter;
import dev.shoal.output.RunTitle;
import dev.shoal.terminal.Screen;

/**
 * One document when the run has ended, in {@code json} or {@code yaml}.
 *
 * @param <T> what the task returns for one host
 */
public record DocumentRenderer<T>(Format format, Screen screen, JsonShape.Result<T> fields, RunFooter footer)
        implements Renderer<T> {
    @Override
    public void finish(RunTitle title, Ledger<T> ledger) {
        var results = ledger.results().stream()
                .<JsonShape.Fields>map(result -> json -> fields.write(result, ledger.okExits(), json))
                .toList();
        var document = new DocumentText(json -> JsonShape.run(title, ledger, json), "results", results);
        screen.out(document.in(format, screen.out()));
        footer.write(ledger);
    }
}
