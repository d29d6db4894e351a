package dev.shoal.output.data;

import dev.shoal.fleet.Ledger;
import dev.shoal.output.Format;
import dev.shoal.output.RenderOptions;
import dev.shoal.output.Renderer;
import dev.shoal.output.RunFooter;
import dev.shoal.output.RunTitle;
import dev.shoal.plugin.Rows;
import dev.shoal.terminal.Screen;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Several runs of one verb, shown together. Readers of {@code json} and {@code yaml} get one document: {@code runs} in it are
 * what each run alone would be. Confined to one thread.
 */
public final class RunsDocument {
    private final Format format;
    private final Screen screen;
    private final JsonShape shape;
    private final List<JsonShape.Fields> runs = new ArrayList<>();

    public RunsDocument(Format format, Screen screen) {
        this.format = format;
        this.screen = screen;
        this.shape = new JsonShape(screen.out());
    }

    /** A renderer for the next of the runs, in {@code json} or {@code yaml}. */
    public Renderer<Rows> rows(String plugin, RenderOptions options) {
        return new OneOfThem(new JsonRows(plugin), new RunFooter(screen, options));
    }

    /** Writes the document with the runs that have ended; nothing for other formats. */
    public void write() {
        if (format == Format.JSON) {
            screen.out(shape.object(json -> {
                json.writeNumberField("v", 1);
                json.writeArrayFieldStart("runs");
                for (var run : runs) {
                    json.writeStartObject();
                    run.writeTo(json);
                    json.writeEndObject();
                }
                json.writeEndArray();
            }));
        } else if (format == Format.YAML) {
            var yaml = new YamlWriter(new YamlText(screen.out().isTerminal()));
            screen.out(stream -> {
                stream.write(("---\nv: 1\nruns:" + (runs.isEmpty() ? " []" : "") + "\n").getBytes(UTF_8));
                for (var run : runs) {
                    var json = new ByteArrayOutputStream();
                    shape.object(run).writeTo(json);
                    stream.write(yaml.item(json.toByteArray()).getBytes(UTF_8));
                }
            });
        }
    }

    /** Keeps the run for the document, and tells at once what goes to stderr. */
    private final class OneOfThem implements Renderer<Rows> {
        private final JsonRows fields;
        private final RunFooter epilogue;

        OneOfThem(JsonRows fields, RunFooter epilogue) {
            this.fields = fields;
            this.epilogue = epilogue;
        }

        @Override
        public void finish(RunTitle title, Ledger<Rows> ledger) {
            runs.add(json -> shape.document(title, ledger, fields, json));
            epilogue.write(ledger);
        }
    }
}
