package dev.shoal.cli;

import dev.shoal.terminal.Screen;

import java.io.IOException;
import java.nio.file.Files;

/**
 * A text that the operator reads at a terminal: printed if it fits on the screen, else in the pager of the environment, in
 * {@code less}, or where there is neither in the shell's own.
 */
final class Pages {
    /** The exit status of sh where a program is missing (POSIX 2.8.2). */
    private static final int NOT_FOUND = 127;

    private static final String PAGER = "if [ -n \"$PAGER\" ]; then eval \"$PAGER\"; "
            + "elif command -v less >/dev/null; then less -R; else exit " + NOT_FOUND + "; fi <";

    private final CommandContext context;
    private final ShellFront front;

    Pages(CommandContext context, ShellFront front) {
        this.context = context;
        this.front = front;
    }

    /** Returns when the operator has read enough. */
    void show(String title, String text) throws UsageException, InterruptedException {
        if (context.window().fits(text)) {
            context.screen().out(Screen.Text.of(text));
            return;
        }
        // Ctrl-C reaches the pager by itself
        try (var _ = context.interrupts().register(() -> {})) {
            if (!isPagedElsewhere(text)) {
                front.page(title, text);
            }
        } catch (IOException e) {
            throw new UsageException("less: the text cannot be handed to a pager: " + e.getMessage(), e);
        }
    }

    /** Through a file: a pager that is left early must not hold up the writer. */
    private boolean isPagedElsewhere(String text) throws IOException, InterruptedException {
        var file = Files.createTempFile("shoal", ".txt"); // 0600
        try {
            Files.writeString(file, text);
            var quoted = "'" + file.toString().replace("'", "'\\''") + "'";
            return context.site().local(PAGER + quoted) != NOT_FOUND;
        } finally {
            Files.delete(file);
        }
    }
}
