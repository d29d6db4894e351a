package dev.shoal.output.data;

import dev.shoal.fleet.Ledger;
import dev.shoal.output.Renderer;
import dev.shoal.output.RunFooter;
import dev.shoal.output.RunTitle;
import dev.shoal.terminal.Screen;

/**
 * One JSON document when the run is over.
 *
 * @param <T> what one host answers
 */
public final class DocumentRenderer<T> implements Renderer<T> {
    private final Screen screen;
    private final JsonShape shape;
    private final JsonResult<T> fields;
    private final RunFooter epilogue;

    public DocumentRenderer(Screen screen, JsonResult<T> fields, RunFooter epilogue) {
        this.screen = screen;
        this.shape = new JsonShape(screen.out());
        this.fields = fields;
        this.epilogue = epilogue;
    }

    @Override
    public void finish(RunTitle title, Ledger<T> ledger) {
        screen.out(shape.object(json -> shape.document(title, ledger, fields, json)));
        epilogue.write(ledger);
    }
}
