package dev.shoal.output;

import dev.shoal.fleet.Moved;
import dev.shoal.fleet.Reply;

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
    JSONL;

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

    /** A renderer for one {@code put} or {@code get}. */
    public Renderer<Moved> filesRenderer(Screen screen, Wording wording, RenderOptions options) {
        return new FilesRenderer(this, screen, wording, options);
    }

    /** A renderer for one run. */
    public Renderer<Reply> renderer(Screen screen, Wording wording, RenderOptions options) {
        var epilogue = new Epilogue(screen, wording, options);
        return switch (this) {
            case FOLD -> new FoldRenderer(screen, wording, epilogue);
            case RAW -> new RawRenderer(screen, wording, options, epilogue);
            case JSON -> new JsonRenderer(screen, wording, epilogue);
            case JSONL -> new JsonlRenderer(screen, wording, options, epilogue);
        };
    }
}
