package dev.shoal.terminal;

import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * What renderers know of the operator's terminal. It is asked when needed, since it may change its size.
 *
 * @param columns 0 where they are not known
 * @param promptRows the rows, at a prompt where {@code less} can show what did not fit; empty elsewhere: what one command prints
 *     stays whole, because the rest could not be asked for
 */
public record Window(IntSupplier columns, Optional<IntSupplier> promptRows) {
    private static final int USUAL_COLUMNS = 80;

    /** No terminal, or one of which nothing is known. */
    public static final Window NONE = wide(() -> 0);

    /** The terminal of one command. */
    public static Window wide(IntSupplier columns) {
        return new Window(columns, Optional.empty());
    }

    /** The terminal of a prompt. */
    public static Window atPrompt(IntSupplier columns, IntSupplier rows) {
        return new Window(columns, Optional.of(rows));
    }

    /** Whether there is room for the text, and for the next prompt. */
    public boolean fits(String text) {
        int rows = promptRows.map(IntSupplier::getAsInt).orElse(0);
        return new ScreenRows(usualColumns()).of(text, rows) < rows;
    }

    /** Whether later lines may use numbers that are shown there. A dumb terminal has no screen that a reply could fill. */
    public boolean isPromptOf(Channel channel) {
        return channel.end() == Channel.End.TERMINAL && promptRows.isPresent();
    }

    /** The columns to reckon with, also where they are not known. */
    public int usualColumns() {
        return columns.getAsInt() > 0 ? columns.getAsInt() : USUAL_COLUMNS;
    }
}
