package dev.shoal.shell;

import dev.shoal.cli.CommandContext;
import dev.shoal.cli.ExitStatus;
import dev.shoal.cli.ShellFront;
import dev.shoal.cli.UsageException;
import dev.shoal.terminal.Screen;
import dev.shoal.text.Secret;
import dev.shoal.text.ShellWords;
import org.jline.builtins.Less;
import org.jline.builtins.Source;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The shell at a terminal. One use, one conversation; {@link #columns}, {@link #rows}, {@link #aside}, {@link #ask} and {@link #close} may be
 * called from any thread.
 */
public final class Shell implements ShellFront, AutoCloseable {
    private final TerminalSource source;
    private final Path historyFile;
    private final Runnable afterFirstPrompt;
    private volatile @Nullable Keyboard keyboard;
    private volatile @Nullable PastLines past;

    /**
     * A shell that has not begun.
     *
     * @param terminalType the value of {@code TERM}
     * @param historyFile made when it is missing, with its directory
     * @param afterFirstPrompt called once, when the first prompt can be seen; must return at once
     */
    public Shell(String terminalType, Path historyFile, Runnable afterFirstPrompt) {
        this(TerminalSource.ofProcess(terminalType), historyFile, afterFirstPrompt);
    }

    Shell(TerminalSource source, Path historyFile, Runnable afterFirstPrompt) {
        this.source = source;
        this.historyFile = historyFile;
        this.afterFirstPrompt = afterFirstPrompt;
    }

    /** While the prompt has the keyboard, Groovy does not read it: a read that was given up would take the next line. */
    @Override
    public int run(CommandContext context) {
        var prompt = new Prompt(context);
        var before = System.in;
        System.setIn(new Refused());
        try {
            return converse(prompt);
        } finally {
            System.setIn(before);
        }
    }

    private int converse(Prompt prompt) {
        try (var opened = Keyboard.open(source)) {
            keyboard = opened;
            opened.complaint().ifPresent(prompt::note);
            var history = PastLines.in(historyFile);
            past = history;
            return new Conversation(opened, prompt, history, afterFirstPrompt).untilOver();
        } catch (IOException e) {
            prompt.note("shoal: the terminal cannot be used: " + e.getMessage());
            return ExitStatus.USAGE;
        }
    }

    @Override
    public int columns() {
        return open().map(Keyboard::columns).orElse(0);
    }

    @Override
    public int rows() {
        return open().map(Keyboard::rows).orElse(0);
    }

    @Override
    public boolean takeEnter() {
        return open().map(Keyboard::takeEnter).orElse(false);
    }

    @Override
    public void page(CommandContext context, String title, String text) throws UsageException, InterruptedException {
        new Pager(context, open().map(Keyboard::terminal)).show(title, text);
    }

    @Override
    public boolean agrees(String question, BooleanSupplier isStopped) {
        return open().map(keys -> keys.agrees(question, isStopped)).orElse(false);
    }

    @Override
    public List<TypedLine> history() {
        var lines = past;
        return lines == null ? List.of() : lines.all();
    }

    @Override
    public <T> T aside(Supplier<T> question) {
        var opened = open();
        return opened.isPresent() ? opened.get().aside(question) : question.get();
    }

    /**
     * Asks for something secret. Any thread may ask; one at a time.
     *
     * @param otherwise asks without a line editor
     * @return empty where no more is typed
     * @throws InterruptedException if the operator stopped it with Ctrl-C
     */
    public Optional<Secret> ask(String question, Supplier<Optional<Secret>> otherwise) throws InterruptedException {
        var opened = open();
        return opened.isPresent() ? opened.get().ask(question, otherwise) : otherwise.get();
    }

    /** Gives the terminal back as it was, also in the middle of a line. */
    @Override
    public void close() {
        open().ifPresent(Keyboard::abandon);
    }

    private Optional<Keyboard> open() {
        return Optional.ofNullable(keyboard);
    }

    /** Standard input for the Groovy of a line. */
    private static final class Refused extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException(
                    "the prompt reads the keyboard, so a line cannot: give the value in the line, read it from a"
                            + " file, or use a script with shoal run");
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return read();
        }
    }

    /**
     * Shows a text at a terminal: prints it if it fits on the screen, else hands it to the pager of the environment, to {@code less},
     * or without either to the pager of the terminal library.
     */
    static final class Pager {
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
                return context.site().local(PAGER + ShellWords.quoted(file.toString())) != NOT_FOUND;
            } finally {
                Files.delete(file);
            }
        }

        /** Shows the text until the operator leaves it with q. */
        private static void page(Terminal terminal, String title, String text)
                throws IOException, InterruptedException {
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
}
