package dev.shoal.output.data;

import dev.shoal.fleet.HostResult;
import dev.shoal.fleet.Ledger;
import dev.shoal.output.RenderOptions;
import dev.shoal.output.Renderer;
import dev.shoal.output.RunFooter;
import dev.shoal.output.RunTitle;
import dev.shoal.terminal.Screen;

import java.util.HashSet;
import java.util.Set;

/**
 * One JSON object a line: each result as its host finishes, last the ledger, by which a reader knows that it has all.
 *
 * @param <T> what the task returns for one host
 */
public final class JsonlRenderer<T> implements Renderer<T> {
    private final Screen screen;
    private final JsonShape shape;
    private final JsonShape.Result<T> fields;
    private final RenderOptions options;
    private final RunFooter epilogue;

    /** Guarded by the screen: only texts that are being written look at it. */
    private final Set<Integer> written = new HashSet<>();

    public JsonlRenderer(Screen screen, JsonShape.Result<T> fields, RenderOptions options, RunFooter epilogue) {
        this.screen = screen;
        this.shape = new JsonShape(screen.out());
        this.fields = fields;
        this.options = options;
        this.epilogue = epilogue;
    }

    @Override
    public void finished(HostResult<T> result) {
        screen.out(stream -> {
            // asked while the screen is ours: a straggler that comes after finish() must not write after the ledger
            if (written.add(result.index())) {
                line(result).writeTo(stream);
            }
        });
    }

    private Screen.Text line(HostResult<T> result) {
        return shape.object(json -> {
            json.writeStringField("type", "result");
            fields.write(result, options.okExits(), json);
        });
    }

    @Override
    public void finish(RunTitle title, Ledger<T> ledger) {
        ledger.results().forEach(this::finished);
        screen.out(shape.object(json -> {
            json.writeStringField("type", "ledger");
            JsonShape.run(title, ledger, json);
        }));
        epilogue.write(ledger);
    }
}
