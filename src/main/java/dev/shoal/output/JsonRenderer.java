package dev.shoal.output;

import dev.shoal.fleet.Ledger;

/**
 * One JSON document when the run is over.
 *
 * @param <T> what one host answers
 */
final class JsonRenderer<T> implements Renderer<T> {
    private final Screen screen;
    private final JsonShape shape;
    private final JsonResult<T> fields;
    private final Epilogue epilogue;

    JsonRenderer(Screen screen, Wording wording, JsonResult<T> fields, Epilogue epilogue) {
        this.screen = screen;
        this.shape = new JsonShape(wording, screen.out());
        this.fields = fields;
        this.epilogue = epilogue;
    }

    @Override
    public void finish(RunTitle title, Ledger<T> ledger) {
        screen.out(shape.object(json -> shape.document(title, ledger, fields, json)));
        epilogue.write(ledger);
    }
}
