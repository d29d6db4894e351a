package dev.shoal.cli;

import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Moved;
import dev.shoal.fleet.Reply;
import dev.shoal.output.Format;
import dev.shoal.output.RenderOptions;
import dev.shoal.output.Renderer;
import dev.shoal.output.RunFooter;
import dev.shoal.output.SummaryRenderer;
import dev.shoal.output.answers.FoldRenderer;
import dev.shoal.output.answers.RawRenderer;
import dev.shoal.output.answers.StyledFoldRenderer;
import dev.shoal.output.data.DocumentRenderer;
import dev.shoal.output.data.JsonShape;
import dev.shoal.output.data.JsonlRenderer;
import dev.shoal.output.data.RowsRenderer;
import dev.shoal.output.data.RowsText;
import dev.shoal.output.data.RunRows;
import dev.shoal.plugin.Rows;
import dev.shoal.terminal.Screen;

import java.util.List;
import java.util.function.Function;

/** The renderer of each format: for commands, for files and for the rows of plugins. */
public final class Renderers {
    private final Format format;
    private final Screen screen;
    private final RenderOptions options;
    private final RunFooter footer;

    private Renderers(Format format, Screen screen, RenderOptions options) {
        this.format = format;
        this.screen = screen;
        this.options = options;
        this.footer = new RunFooter(screen, options);
    }

    /** A renderer for one {@code put} or {@code get}: data where the format is a document or lines, else a summary. */
    public static Renderer<Moved> files(Format format, Screen screen, RenderOptions options) {
        var renderers = new Renderers(format, screen, options);
        return format.isDocument() || format == Format.JSONL
                ? renderers.data(JsonShape::moved, _ -> new RunRows(new Rows(List.of(), List.of()), List.of()))
                : new SummaryRenderer(screen, renderers.footer);
    }

    /** A renderer for one run of a command. */
    public static Renderer<Reply> commands(Format format, Screen screen, RenderOptions options) {
        var renderers = new Renderers(format, screen, options);
        return switch (format) {
            case FOLD ->
                options.fold().isPlain()
                        ? new FoldRenderer(screen, options, renderers.footer)
                        : new StyledFoldRenderer(screen, options, renderers.footer);
            case RAW -> new RawRenderer(screen, options, renderers.footer);
            default -> renderers.data(JsonShape::reply, RunRows::ofReplies);
        };
    }

    /**
     * A renderer for one run of a plugin.
     *
     * @param plugin its key
     * @throws IllegalArgumentException unless the format {@link Format#isForRows is for rows}
     */
    public static Renderer<Rows> rows(Format format, String plugin, Screen screen, RenderOptions options) {
        return new Renderers(format, screen, options).data(JsonShape.rows(plugin), RunRows::ofRows);
    }

    private <T> Renderer<T> data(JsonShape.Result<T> fields, Function<Ledger<T>, RunRows> rowsOf) {
        return switch (format) {
            case JSON, YAML -> new DocumentRenderer<>(format, screen, fields, footer);
            case JSONL -> new JsonlRenderer<>(screen, fields, options, footer);
            case TABLE, CSV, MD ->
                new RowsRenderer<>(
                        screen, rowsOf, rows -> RowsText.in(format, rows, screen.out(), options.window()), footer);
            case NONE -> (_, ledger) -> footer.write(ledger);
            case FOLD, RAW -> throw new IllegalArgumentException(format.word() + " shows no rows");
        };
    }
}
