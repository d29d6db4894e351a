package dev.shoal.output.data;

import dev.shoal.output.Format;
import dev.shoal.output.RenderOptions;
import dev.shoal.output.Renderer;
import dev.shoal.output.RunFooter;
import dev.shoal.plugin.Rows;
import dev.shoal.terminal.Screen;

import java.util.ArrayList;
import java.util.List;

/**
 * Several runs of one verb, shown together. Readers of {@code json} and {@code yaml} get one document: {@code runs} in it are
 * what each run alone would be. Confined to one thread.
 */
public final class RunsDocument {
    private final Format format;
    private final Screen screen;
    private final List<JsonShape.Fields> runs = new ArrayList<>();

    public RunsDocument(Format format, Screen screen) {
        this.format = format;
        this.screen = screen;
    }

    /** A renderer for the next of the runs: keeps the run for the document, and writes at once what goes to stderr. */
    public Renderer<Rows> rows(String plugin, RenderOptions options) {
        var fields = JsonShape.rows(plugin);
        var footer = new RunFooter(screen, options);
        return (title, ledger) -> {
            runs.add(json -> JsonShape.document(title, ledger, fields, json));
            footer.write(ledger);
        };
    }

    /** Writes the document with the runs that have ended; nothing for formats that are not one document. */
    public void write() {
        if (format.isDocument()) {
            var document = new DocumentText(json -> json.writeNumberField("v", 1), "runs", List.copyOf(runs));
            screen.out(document.in(format, screen.out()));
        }
    }
}
