package dev.shoal.shell;

import org.jline.builtins.Less;
import org.jline.builtins.Source;
import org.jline.terminal.Terminal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The pager that comes with the terminal library, where the machine has none. */
final class Pager {
    private final Terminal terminal;

    Pager(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Shows the text until the operator leaves it with q. */
    void show(String title, String text) throws InterruptedException {
        var less = new Less(terminal, Path.of(""));
        less.quiet = true;
        try {
            less.run(new Page(title, text));
        } catch (IOException e) {
            throw new UncheckedIOException("the text could not be shown", e);
        }
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
