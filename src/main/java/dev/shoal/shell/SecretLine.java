package dev.shoal.shell;

import dev.shoal.text.Secret;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReader.Option;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;

import java.io.IOError;
import java.util.HashMap;
import java.util.Optional;

/** A line that is not shown while it is typed, and kept nowhere. */
final class SecretLine {
    private static final Logger LOG = LogManager.getLogger(SecretLine.class);
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
