package dev.shoal.shell;

import dev.shoal.text.Secret;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReader.Option;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;
import org.jline.terminal.impl.DumbTerminal;
import org.jline.utils.NonBlockingReader;
import org.jline.utils.Signals;

import java.io.ByteArrayOutputStream;
import java.io.IOError;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The terminal while the shell has it. It echoes nothing and keeps no line back, so that what is typed while something runs is
 * seen once, at the next prompt; its signal keys work. Safe for many threads.
 */
final class Keyboard implements AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(Keyboard.class);
    private static final Size USUAL_SIZE = new Size(80, 24);
    /** No key on Linux; Ctrl-@, which is not typed, on macOS and the BSDs. */
    private static final int NO_KEY = 0;

    private static final long ANSWER_WAIT_MS = 100;

    private final Terminal terminal;
    private final Optional<String> complaint;
    private final Attributes before;
    private final Attributes quiet;
    /** Held while something else has the keyboard. */
    private final ReentrantLock others = new ReentrantLock();

    private final AtomicBoolean closed = new AtomicBoolean();

    private final TypedAhead ahead;

    private Keyboard(TerminalSource.Opened opened) {
        this.terminal = opened.terminal();
        this.complaint = opened.complaint();
        this.ahead = new TypedAhead(opened.keys());
        this.before = terminal.getAttributes();
        this.quiet = quiet(before, terminal instanceof DumbTerminal);
    }

    static Keyboard open(TerminalSource source) throws IOException {
        var keyboard = new Keyboard(source.open());
        keyboard.begin();
        return keyboard;
    }

    /** A dumb terminal of JLine 3.30.6 takes the end of input, -1, for the key of Ctrl-C, which it has not: no keys there. */
    private static Attributes quiet(Attributes before, boolean isDumb) {
        var quiet = new Attributes(before);
        quiet.setLocalFlag(LocalFlag.ECHO, false);
        quiet.setLocalFlag(LocalFlag.ICANON, false);
        quiet.setLocalFlag(LocalFlag.ISIG, !isDumb);
        quiet.setControlChar(ControlChar.VMIN, 1);
        quiet.setControlChar(ControlChar.VTIME, 0);
        // the JVM keeps the signal of Ctrl-\ for itself, and prints all its threads over the screen
        quiet.setControlChar(ControlChar.VQUIT, NO_KEY);
        return quiet;
    }

    private void begin() {
        // a pty of unknown size: JLine draws `>....` for a prompt on one of no size
        if (terminal.getWidth() <= 0 || terminal.getHeight() <= 0) {
            terminal.setSize(USUAL_SIZE);
        }
        terminal.setAttributes(quiet);
        terminal.handle(Signal.QUIT, SignalHandler.SIG_IGN); // its default would end the JVM
        if (isDumb()) { // it hears of no signal by itself (JLine 3.30.6): Ctrl-C would end the JVM
            Signals.register(Signal.INT.name(), () -> terminal.raise(Signal.INT));
        }
    }

    Terminal terminal() {
        return terminal;
    }

    /** What the operator should know. */
    Optional<String> complaint() {
        return complaint;
    }

    /** Whether the terminal itself shows what is typed, so that it cannot be edited. */
    boolean isDumb() {
        return terminal instanceof DumbTerminal;
    }

    int columns() {
        return size(terminal::getWidth);
    }

    int rows() {
        return size(terminal::getHeight);
    }

    /** Whether the terminal was closed, by a signal that ends the JVM. */
    boolean isGone() {
        return columns() <= 0;
    }

    /** JLine closes the terminal itself when a signal ends the JVM, while the last results are still printed. */
    private static int size(IntSupplier known) {
        try {
            return known.getAsInt();
        } catch (IllegalStateException e) {
            LOG.debug("the terminal is closed already", e);
            return 0;
        }
    }

    /** Takes in what was typed since the last time; whether that was Enter, with nothing before it. */
    boolean takeEnter() {
        if (isDumb() || !others.tryLock()) {
            return false;
        }
        try {
            return ahead.takeEnter();
        } finally {
            others.unlock();
        }
    }

    /** What was typed while a line ran, to be read before anything else. */
    String takeAhead() {
        return ahead.take();
    }

    /** Ctrl-C: what was typed before it counts no more, as with the terminal's own queue. */
    void forgetAhead() {
        ahead.take();
    }

    /** One key, y or another one; what was typed before the question is forgotten. */
    boolean agrees(String question, BooleanSupplier isStopped) {
        others.lock();
        try {
            ahead.forget();
            terminal.writer().print(question + " [y/N] ");
            terminal.flush();
            var key = NonBlockingReader.READ_EXPIRED;
            while (key == NonBlockingReader.READ_EXPIRED && !isStopped.getAsBoolean()) {
                key = terminal.reader().read(ANSWER_WAIT_MS);
            }
            boolean isYes = key == 'y' || key == 'Y';
            terminal.writer().println(isYes ? "y" : "n");
            terminal.flush();
            return isYes;
        } catch (IOException e) {
            throw new UncheckedIOException("the keyboard cannot be read", e);
        } finally {
            others.unlock();
        }
    }

    <T> T aside(Supplier<T> question) {
        others.lock();
        try {
            terminal.setAttributes(before);
            return question.get();
        } finally {
            terminal.setAttributes(quiet);
            others.unlock();
        }
    }

    /**
     * Asks for something secret, with the editor, whose reading ends at Ctrl-C: a reading of the JDK's cannot be ended, and would
     * take the next line. A dumb terminal has no editor; there the question ends at Enter, and is stopped if Ctrl-C came before.
     */
    Optional<Secret> ask(String question, Supplier<Optional<Secret>> otherwise) throws InterruptedException {
        others.lock();
        try {
            return isDumb() ? askDumb(otherwise) : SecretLine.read(terminal, question);
        } finally {
            others.unlock();
        }
    }

    private Optional<Secret> askDumb(Supplier<Optional<Secret>> otherwise) throws InterruptedException {
        var stopped = new AtomicBoolean();
        var before = terminal.handle(Signal.INT, _ -> stopped.set(true));
        Optional<Secret> answer;
        try {
            answer = aside(otherwise);
        } finally {
            terminal.handle(Signal.INT, before);
        }
        if (stopped.get()) {
            terminal.raise(Signal.INT); // for what runs, too
            throw new InterruptedException("stopped by the operator");
        }
        return answer;
    }

    /** As {@link #close}, in the middle of a line: what is printed next begins on a line of its own. */
    void abandon() {
        if (!closed.get()) {
            terminal.writer().println();
            terminal.flush();
        }
        close();
    }

    /** The terminal as it was. Closing twice is fine. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        try {
            if (isDumb()) {
                Signals.registerDefault(Signal.INT.name());
            } else {
                // a line editor that is ended by a signal leaves it on
                terminal.writer().write(LineReaderImpl.BRACKETED_PASTE_OFF);
                terminal.flush();
            }
            terminal.close();
        } catch (IllegalStateException e) {
            LOG.debug("the terminal is closed already", e);
        } catch (IOException e) {
            throw new UncheckedIOException("the terminal could not be given back", e);
        }
    }

    /** A line that is not shown while it is typed, and kept nowhere. */
    static final class SecretLine {

        private static final char NOTHING = 0;

        private SecretLine() {}

        /**
         * Reads one; empty where no more is typed.
         *
         * @throws InterruptedException if Ctrl-C was pressed; it counts for what runs, too, as the editor had the signal to itself
         */
        static Optional<Secret> read(Terminal terminal, String question) throws InterruptedException {
            var reader = new LineReaderImpl(terminal, "shoal", new HashMap<>());
            reader.setVariable(LineReader.DISABLE_HISTORY, true);
            reader.setVariable(LineReader.DISABLE_COMPLETION, true);
            reader.setVariable(LineReader.BELL_STYLE, "none");
            reader.setOpt(Option.DISABLE_EVENT_EXPANSION); // else `!` and `\\` in it are rewritten
            try {
                return Optional.of(Secret.of(reader.readLine(question.replace("%", "%%") + " ", NOTHING)));
            } catch (UserInterruptException e) {
                terminal.raise(Signal.INT);
                var stopped = new InterruptedException("stopped by the operator");
                stopped.initCause(e);
                throw stopped;
            } catch (EndOfFileException | IOError e) {
                LOG.debug("no answer", e);
                return Optional.empty();
            }
        }
    }

    /**
     * What is typed while a line runs. Of that only Enter is taken, and one character of the next line, after which Enter is not a
     * question; the rest stays where it is, for the next reader of the keyboard. Safe for many threads.
     */
    static final class TypedAhead {
        private final InputStream keys;
        /** The character, if there is one. Guarded by {@code this}. */
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

        /** The keys; only those are read that are there, so that this never waits. */
        TypedAhead(InputStream keys) {
            this.keys = keys;
        }

        /** Whether Enter was pressed since the last time, and nothing typed before it. */
        synchronized boolean takeEnter() {
            var asked = false;
            try {
                while (kept.size() == 0 && keys.available() > 0) {
                    int key = keys.read();
                    if (key == '\r' || key == '\n') {
                        asked = true;
                    } else {
                        keep(key);
                    }
                }
            } catch (IOException e) {
                LOG.debug("the keyboard cannot be read", e);
            }
            return asked;
        }

        /** All of it, that which is not read yet included. */
        synchronized void forget() {
            kept.reset();
            try {
                for (int there = keys.available(); there > 0; there = keys.available()) {
                    keys.skipNBytes(there);
                }
            } catch (IOException e) {
                LOG.debug("the keyboard cannot be read", e);
            }
        }

        /** A whole character, as the next reader could not tell what its second byte is. */
        private void keep(int key) throws IOException {
            kept.write(key);
            int further = key >= 0xf0 ? 3 : key >= 0xe0 ? 2 : key >= 0xc0 ? 1 : 0; // RFC 3629 3
            for (; further > 0 && keys.available() > 0; further--) {
                kept.write(keys.read());
            }
        }

        /** The character that is kept, to be read before all others; from now on it is not kept. */
        synchronized String take() {
            var text = kept.toString(UTF_8);
            kept.reset();
            return text;
        }
    }
}
