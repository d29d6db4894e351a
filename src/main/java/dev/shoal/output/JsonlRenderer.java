package dev.shoal.output;

import dev.shoal.fleet.HostResult;
import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Reply;

import java.util.HashSet;
import java.util.Set;

/** One JSON object a line: each result as its host finishes, last the ledger, which tells a reader that it has all. */
final class JsonlRenderer implements Renderer<Reply> {
    private final Screen screen;
    private final JsonShape shape;
    private final RenderOptions options;
    private final Epilogue epilogue;

    /** Guarded by the screen: only texts that are being written look at it. */
    private final Set<Integer> written = new HashSet<>();

    JsonlRenderer(Screen screen, Wording wording, RenderOptions options, Epilogue epilogue) {
        this.screen = screen;
        this.shape = new JsonShape(wording, screen.out());
        this.options = options;
        this.epilogue = epilogue;
    }

    @Override
    public void finished(HostResult<Reply> result) {
        screen.out(stream -> {
            // asked while the screen is ours: a straggler that comes after finish() must not write behind the ledger
            if (written.add(result.index())) {
                line(result).writeTo(stream);
            }
        });
    }

    private Screen.Text line(HostResult<Reply> result) {
        return shape.object(json -> {
            json.writeStringField("type", "result");
            shape.result(result, options.okExits(), json);
        });
    }

    @Override
    public void finish(RunTitle title, Ledger<Reply> ledger) {
        ledger.results().forEach(this::finished);
        screen.out(shape.object(json -> {
            json.writeStringField("type", "ledger");
            shape.run(title, ledger, json);
        }));
        epilogue.write(ledger);
    }
}
