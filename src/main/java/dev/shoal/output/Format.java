package dev.shoal.output;

import dev.shoal.fleet.Moved;
import dev.shoal.fleet.Reply;
import dev.shoal.plugin.Rows;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The formats of {@code -o}. */
public enum Format {
    /** Hosts that answered the same, once. */
    FOLD,
    /** {@code host: line}, as the lines come. */
    RAW,
    /** One document at the end. */
    JSON,
    /** One object a line, as the hosts finish. */
    JSONL,
    /** The document of {@code json}, to be read by people, too. */
    YAML,
    /** Columns, a row for each host of a command, or the rows of a plugin. */
    TABLE,
    /** The same for spreadsheets and programs. */
    CSV,
    /** Nothing on stdout. */
    NONE;

    /** The word as typed after {@code -o}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The format of that word; empty if there is none. */
    public static Optional<Format> of(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word().equals(word))
                .findFirst();
    }

    /** A renderer that only tells why hosts failed, and the ledger. */
    public static <T> Renderer<T> silent(Screen screen, Wording wording, RenderOptions options) {
        return new SilentRenderer<>(new Epilogue(screen, wording, options));
    }

    /** A renderer for one {@code put} or {@code get}. */
    public Renderer<Moved> filesRenderer(Screen screen, Wording wording, RenderOptions options) {
        var epilogue = new Epilogue(screen, wording, options);
        return switch (this) {
            case JSON -> new JsonRenderer<>(screen, wording, JsonShape::moved, epilogue);
            case JSONL -> new JsonlRenderer<>(screen, wording, JsonShape::moved, options, epilogue);
            case YAML -> new YamlRenderer<>(screen, wording, JsonShape::moved, epilogue);
            default -> new FilesRenderer(screen, wording, epilogue);
        };
    }

    /** A renderer for one run of a command. */
    public Renderer<Reply> renderer(Screen screen, Wording wording, RenderOptions options) {
        var epilogue = new Epilogue(screen, wording, options);
        return switch (this) {
            case FOLD -> folding(screen, wording, options, epilogue);
            case RAW -> new RawRenderer(screen, wording, options, epilogue);
            case JSON -> new JsonRenderer<>(screen, wording, JsonShape::reply, epilogue);
            case JSONL -> new JsonlRenderer<>(screen, wording, JsonShape::reply, options, epilogue);
            case YAML -> new YamlRenderer<>(screen, wording, JsonShape::reply, epilogue);
            case TABLE -> new TableRenderer<>(screen, wording, Grid::ofReplies, options.width(), epilogue);
            case CSV -> new CsvRenderer<>(screen, wording, Grid::ofReplies, epilogue);
            case NONE -> new SilentRenderer<>(epilogue);
        };
    }

    private static Renderer<Reply> folding(Screen screen, Wording wording, RenderOptions options, Epilogue epilogue) {
        return options.fold().isPlain()
                ? new FoldRenderer(screen, wording, options, epilogue)
                : new AlikeRenderer(screen, wording, options, epilogue);
    }

    /** Whether it can show the rows of a plugin, and what is known without a run, as the hosts. */
    public boolean isForRows() {
        return this != FOLD && this != RAW;
    }

    /**
     * A renderer for one run of a plugin.
     *
     * @param plugin its key
     * @throws IllegalArgumentException unless {@link #isForRows}
     */
    public Renderer<Rows> rows(String plugin, Screen screen, Wording wording, RenderOptions options) {
        var epilogue = new Epilogue(screen, wording, options);
        return switch (this) {
            case JSON -> new JsonRenderer<>(screen, wording, new JsonRows(plugin), epilogue);
            case JSONL -> new JsonlRenderer<>(screen, wording, new JsonRows(plugin), options, epilogue);
            case YAML -> new YamlRenderer<>(screen, wording, new JsonRows(plugin), epilogue);
            case TABLE -> new TableRenderer<>(screen, wording, Grid::ofRows, options.width(), epilogue);
            case CSV -> new CsvRenderer<>(screen, wording, Grid::ofRows, epilogue);
            case NONE -> new SilentRenderer<>(epilogue);
            case FOLD, RAW -> throw new IllegalArgumentException(word() + " shows no rows");
        };
    }
}
