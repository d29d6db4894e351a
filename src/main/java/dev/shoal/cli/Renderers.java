package dev.shoal.cli;

import dev.shoal.fleet.Moved;
import dev.shoal.fleet.Reply;
import dev.shoal.output.Format;
import dev.shoal.output.RenderOptions;
import dev.shoal.output.Renderer;
import dev.shoal.output.RunFooter;
import dev.shoal.output.SilentRenderer;
import dev.shoal.output.SummaryRenderer;
import dev.shoal.output.answers.FoldRenderer;
import dev.shoal.output.answers.RawRenderer;
import dev.shoal.output.answers.StyledFoldRenderer;
import dev.shoal.output.data.CsvRenderer;
import dev.shoal.output.data.DocumentRenderer;
import dev.shoal.output.data.Grid;
import dev.shoal.output.data.GridRenderer;
import dev.shoal.output.data.JsonRows;
import dev.shoal.output.data.JsonShape;
import dev.shoal.output.data.JsonlRenderer;
import dev.shoal.output.data.YamlRenderer;
import dev.shoal.plugin.Rows;
import dev.shoal.terminal.Screen;

/** The renderer of each format: for commands, for files and for the rows of plugins. */
public final class Renderers {
    private Renderers() {}

    /** A renderer for one {@code put} or {@code get}. */
    public static Renderer<Moved> files(Format format, Screen screen, RenderOptions options) {
        var epilogue = new RunFooter(screen, options);
        return switch (format) {
            case JSON -> new DocumentRenderer<>(screen, JsonShape::moved, epilogue);
            case JSONL -> new JsonlRenderer<>(screen, JsonShape::moved, options, epilogue);
            case YAML -> new YamlRenderer<>(screen, JsonShape::moved, epilogue);
            default -> new SummaryRenderer(screen, epilogue);
        };
    }

    /** A renderer for one run of a command. */
    public static Renderer<Reply> commands(Format format, Screen screen, RenderOptions options) {
        var epilogue = new RunFooter(screen, options);
        return switch (format) {
            case FOLD ->
                options.fold().isPlain()
                        ? new FoldRenderer(screen, options, epilogue)
                        : new StyledFoldRenderer(screen, options, epilogue);
            case RAW -> new RawRenderer(screen, options, epilogue);
            case JSON -> new DocumentRenderer<>(screen, JsonShape::reply, epilogue);
            case JSONL -> new JsonlRenderer<>(screen, JsonShape::reply, options, epilogue);
            case YAML -> new YamlRenderer<>(screen, JsonShape::reply, epilogue);
            case TABLE -> new GridRenderer<>(screen, Grid::ofReplies, options.width(), epilogue);
            case CSV -> new CsvRenderer<>(screen, Grid::ofReplies, epilogue);
            case NONE -> new SilentRenderer<>(epilogue);
        };
    }

    /**
     * A renderer for one run of a plugin.
     *
     * @param plugin its key
     * @throws IllegalArgumentException unless the format {@link Format#isForRows is for rows}
     */
    public static Renderer<Rows> rows(Format format, String plugin, Screen screen, RenderOptions options) {
        var epilogue = new RunFooter(screen, options);
        return switch (format) {
            case JSON -> new DocumentRenderer<>(screen, new JsonRows(plugin), epilogue);
            case JSONL -> new JsonlRenderer<>(screen, new JsonRows(plugin), options, epilogue);
            case YAML -> new YamlRenderer<>(screen, new JsonRows(plugin), epilogue);
            case TABLE -> new GridRenderer<>(screen, Grid::ofRows, options.width(), epilogue);
            case CSV -> new CsvRenderer<>(screen, Grid::ofRows, epilogue);
            case NONE -> new SilentRenderer<>(epilogue);
            case FOLD, RAW -> throw new IllegalArgumentException(format.word() + " shows no rows");
        };
    }
}
