package dev.shoal.output.data;

import dev.shoal.fleet.Ledger;
import dev.shoal.output.Renderer;
import dev.shoal.output.RunFooter;
import dev.shoal.output.RunTitle;
import dev.shoal.terminal.Screen;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * One YAML document when the run is over: the fields of {@code json}. It begins with {@code ---}, so that several runs behind
 * one another are still YAML.
 *
 * @param <T> what one host answers
 */
public final class YamlRenderer<T> implements Renderer<T> {
    private final Screen screen;
    private final JsonShape shape;
    private final JsonResult<T> fields;
    private final YamlWriter yaml;
    private final RunFooter epilogue;

    public YamlRenderer(Screen screen, JsonResult<T> fields, RunFooter epilogue) {
        this.screen = screen;
        this.shape = new JsonShape(screen.out());
        this.fields = fields;
        this.yaml = new YamlWriter(new YamlText(screen.out().isTerminal()));
        this.epilogue = epilogue;
    }

    @Override
    public void finish(RunTitle title, Ledger<T> ledger) {
        screen.out(stream -> {
            write("---\n", stream);
            write(yaml.fields(json(to -> shape.run(title, ledger, to))), stream);
            write(ledger.results().isEmpty() ? "results: []\n" : "results:\n", stream);
            for (var result : ledger.results()) { // one at a time: a thousand answers may be large
                write(yaml.item(json(to -> fields.write(result, ledger.okExits(), to))), stream);
            }
        });
        epilogue.write(ledger);
    }

    private byte[] json(JsonShape.Fields object) throws IOException {
        var json = new ByteArrayOutputStream();
        shape.object(object).writeTo(json);
        return json.toByteArray();
    }

    private static void write(String text, OutputStream stream) throws IOException {
        stream.write(text.getBytes(UTF_8));
    }
}
