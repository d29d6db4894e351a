package dev.shoal.output;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Reply;

import java.io.IOException;

/** One JSON document when the run is over. */
final class JsonRenderer implements Renderer<Reply> {
    private final Screen screen;
    private final JsonShape shape;
    private final Epilogue epilogue;

    JsonRenderer(Screen screen, Wording wording, Epilogue epilogue) {
        this.screen = screen;
        this.shape = new JsonShape(wording, screen.out());
        this.epilogue = epilogue;
    }

    @Override
    public void finish(RunTitle title, Ledger<Reply> ledger) {
        screen.out(shape.object(json -> {
            shape.run(title, ledger, json);
            results(ledger, json);
        }));
        epilogue.write(ledger);
    }

    private void results(Ledger<Reply> ledger, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("results");
        for (var result : ledger.results()) {
            json.writeStartObject();
            shape.result(result, ledger.okExits(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
