package dev.shoal.output;

import dev.shoal.fleet.HostResult;
import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Moved;

import java.util.HashSet;
import java.util.Set;

/** What {@code put} and {@code get} print: for people what was left out and the ledger, for programs an object a host. */
final class FilesRenderer implements Renderer<Moved> {
    private final Format format;
    private final Screen screen;
    private final Wording wording;
    private final RenderOptions options;
    private final JsonShape shape;

    /** Guarded by the screen: only texts that are being written look at it. */
    private final Set<Integer> written = new HashSet<>();

    FilesRenderer(Format format, Screen screen, Wording wording, RenderOptions options) {
        this.format = format;
        this.screen = screen;
        this.wording = wording;
        this.options = options;
        this.shape = new JsonShape(wording, screen.out());
    }

    @Override
    public void finished(HostResult<Moved> result) {
        if (format == Format.JSONL) {
            screen.out(stream -> {
                // asked while the screen is ours: a straggler that comes after finish() must not write behind the
                // ledger
                if (written.add(result.index())) {
                    line(result).writeTo(stream);
                }
            });
        }
    }

    private Screen.Text line(HostResult<Moved> result) {
        return shape.object(json -> {
            json.writeStringField("type", "result");
            JsonShape.moved(result, options.okExits(), json);
        });
    }

    @Override
    public void finish(RunTitle title, Ledger<Moved> ledger) {
        ledger.results().forEach(this::finished);
        switch (format) {
            case JSON ->
                screen.out(shape.object(json -> {
                    shape.run(title, ledger, json);
                    json.writeArrayFieldStart("results");
                    for (var result : ledger.results()) {
                        json.writeStartObject();
                        JsonShape.moved(result, ledger.okExits(), json);
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                }));
            case JSONL ->
                screen.out(shape.object(json -> {
                    json.writeStringField("type", "ledger");
                    shape.run(title, ledger, json);
                }));
            default -> notes(ledger);
        }
        new Epilogue(screen, wording, options).write(ledger);
    }

    private void notes(Ledger<Moved> ledger) {
        var text = new StringBuilder();
        for (var result : ledger.results()) {
            if (result instanceof HostResult.Done<Moved> done) {
                done.value().skipped().forEach(path -> text.append(
                                wording.line(done.host().name() + ": left out: " + path))
                        .append('\n'));
            }
        }
        if (!text.isEmpty()) {
            screen.err(Screen.Text.of(text.toString()));
        }
    }
}
