package dev.shoal.shell;

import dev.shoal.cli.CommandContext;
import dev.shoal.cli.UsageException;
import dev.shoal.terminal.Screen;
import org.jline.builtins.Less;
import org.jline.builtins.Source;
import org.jline.terminal.Terminal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Shows a text at a terminal: prints it if it fits on the screen, else hands it to the pager of the environment, to {@code less},
 * or without either to the pager of the terminal library.
 */
final class Pager {
    /** The exit status of sh where a program is missing (POSIX 2.8.2). */
    private static final int NOT_FOUND = 127;

    private static final String PAGER = "if [ -n \"$PAGER\" ]; then eval \"$PAGER\"; "
            + "elif command -v less >/dev/null; then less -R; else exit " + NOT_FOUND + "; fi <";

    private final CommandContext context;
    private final Optional<Terminal> terminal;

    Pager(CommandContext context, Optional<Terminal> terminal) {
        this.context = context;
        this.terminal = terminal;
    }

    /** Returns when the operator has read enough. */
    void show(String title, String text) throws UsageException, InterruptedException {
        if (context.window().fits(text)) {
            context.screen().out(Screen.Text.of(text));
            return;
        }
        // Ctrl-C reaches the pager by itself
        try (var _ = context.interrupts().register(() -> {})) {
            if (!isPagedElsewhere(text) && terminal.isPresent()) {
                page(terminal.get(), title, text);
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

    /** Shows the text until the operator leaves it with q. */
    private static void page(Terminal terminal, String title, String text) throws IOException, InterruptedException {
        var less = new Less(terminal, Path.of(""));
        less.quiet = true;
        less.run(new Page(title, text));
    }

    private record Page(String title, String text) implements Source {
        @Override
        public String getName() {
            return title;
        }

        @Override
        public InputStream read() {
            return new ByteArrayInputStream(text.getBytes(UTF_8));
        }

        @Override
        public Long lines() {
            return text.lines().count();
        }
    }
}
