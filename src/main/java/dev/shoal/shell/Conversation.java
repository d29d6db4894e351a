package dev.shoal.shell;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReader.Option;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal.Signal;
import org.jspecify.annotations.Nullable;

import java.io.IOError;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/** One line after the other, from the first prompt until it is over. */
final class Conversation {
    private static final Logger LOG = LogManager.getLogger(Conversation.class);
    private static final int LINES_KEPT = 10_000;
    /** For how long typed text may stay unseen while more of it comes. */
    private static final Duration LONGEST_UNSEEN = Duration.ofMillis(50);

    private final Keyboard keyboard;
    private final Prompt prompt;
    private final PastLines past;
    private final LineReaderImpl reader;

    Conversation(Keyboard keyboard, Prompt prompt, PastLines past, Runnable afterFirstPrompt) {
        this.keyboard = keyboard;
        this.prompt = prompt;
        this.past = past;
        this.reader = reader(keyboard, prompt, past, afterFirstPrompt);
    }

    private static LineReaderImpl reader(Keyboard keyboard, Prompt prompt, PastLines past, Runnable afterFirstPrompt) {
        var lines = new RawLines(prompt);
        var reader = new Editor(keyboard, afterFirstPrompt);
        reader.setParser(lines);
        reader.setCompleter(lines);
        reader.setHistory(past);
        reader.setVariable(LineReader.HISTORY_FILE, past.file());
        reader.setVariable(LineReader.HISTORY_SIZE, LINES_KEPT);
        reader.setVariable(LineReader.HISTORY_FILE_SIZE, LINES_KEPT);
        reader.setVariable(LineReader.SECONDARY_PROMPT_PATTERN, "%M");
        reader.setVariable(LineReader.INDENTATION, 0); // more would eat blanks before brackets (JLine 3.30.6)
        reader.setVariable(LineReader.BELL_STYLE, "none");
        reader.setOpt(Option.DISABLE_EVENT_EXPANSION); // else `!!` in remote text is rewritten
        reader.unsetOpt(Option.INSERT_BRACKET);
        if (!prompt.isColoured()) {
            plain(reader);
        }
        return reader;
    }

    private static void plain(LineReader reader) {
        for (var part : List.of("STARTING", "DESCRIPTION", "GROUP")) {
            reader.setVariable("COMPLETION_STYLE_" + part, "fg:default");
        }
    }

    /** Returns what the process should end with. */
    int untilOver() {
        keyboard.terminal().handle(Signal.INT, _ -> {
            prompt.interrupt();
            keyboard.forgetAhead();
        });
        prompt.begin();
        while (!prompt.isOver()) {
            var line = next();
            if (line.isEmpty()) {
                break;
            }
            var before = prompt.lastRun();
            prompt.run(line.get());
            past.ran(line.get(), before + 1, prompt.lastRun());
        }
        return prompt.status();
    }

    /** The next line; empty at the end of the input. */
    private Optional<String> next() {
        while (true) {
            try {
                reader.runMacro(keyboard.takeAhead());
                return Optional.of(reader.readLine(prompt.label().replace("%", "%%")));
            } catch (UserInterruptException e) {
                LOG.trace("the line was dropped", e);
                endDumbLine();
            } catch (IllegalStateException e) {
                if (!keyboard.isGone()) {
                    throw e;
                }
                LOG.debug("the terminal is closed", e);
                return Optional.empty();
            } catch (EndOfFileException | IOError e) {
                LOG.debug("no more lines", e);
                endDumbLine();
                return Optional.empty();
            }
        }
    }

    /** A dumb terminal leaves the cursor where it was. */
    private void endDumbLine() {
        if (keyboard.isDumb()) {
            keyboard.terminal().writer().println();
            keyboard.terminal().flush();
        }
    }

    /** JLine's editor, which reports when the first prompt can be seen. */
    private static final class Editor extends LineReaderImpl {
        private final boolean isDumb;
        private @Nullable Runnable afterFirstPrompt;
        /** The thread that reads the keys; others draw, too, and must not read. */
        private @Nullable Thread reader;

        private long drawn;

        Editor(Keyboard keyboard, Runnable afterFirstPrompt) {
            super(keyboard.terminal(), "shoal", new HashMap<>());
            this.isDumb = keyboard.isDumb();
            this.afterFirstPrompt = afterFirstPrompt;
        }

        /** Called by the editor when everything is drawn. */
        @Override
        public Binding readBinding(KeyMap<Binding> keys, KeyMap<Binding> local) {
            reader = Thread.currentThread();
            var first = afterFirstPrompt;
            if (first != null) {
                afterFirstPrompt = null;
                first.run();
            }
            return super.readBinding(keys, local);
        }

        /**
         * Leaves out what would be drawn over at once, as where a terminal without bracketed paste sends a long text key by key:
         * each drawing takes as long as the text is (JLine 3.30.9 took 9.6 s for 10,000 characters).
         */
        @Override
        protected void redisplay(boolean flush) {
            if (isDumb || state != State.NORMAL || !isMoreTyped()) {
                drawn = System.nanoTime();
                super.redisplay(flush);
            }
        }

        private boolean isMoreTyped() {
            return Thread.currentThread() == reader
                    && System.nanoTime() - drawn < LONGEST_UNSEEN.toNanos()
                    && peekCharacter(1) >= 0;
        }

        /**
         * Waits until the key that is worked on is done with, and does nothing between two lines: JLine 3.30.6 would move the
         * cursor while another thread draws, so that the prompt comes twice.
         */
        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized") // the lock is held while drawing, the monitor is not
        protected void handleSignal(Signal signal) {
            lock.lock();
            try {
                if (reading) {
                    super.handleSignal(signal);
                }
            } finally {
                lock.unlock();
            }
        }

        /** Text that JLine 3.30.9 makes no regular expression of, as {@code \\E}, ends the search and not the shell. */
        @Override
        protected boolean doSearchHistory(boolean backward) {
            try {
                return super.doSearchHistory(backward);
            } catch (PatternSyntaxException e) {
                LOG.debug("a search of the history", e);
                return false;
            }
        }

        /** A dumb terminal has shown the line itself, as it was typed: JLine would show it once more. */
        @Override
        protected void cleanup() {
            if (isDumb) {
                history.moveToEnd();
            } else {
                super.cleanup();
            }
        }
    }

    /**
     * What JLine wants to know of a line. It never learns words, quotes or escapes, because it would then change remote text: only
     * whether another line is wanted, and how the text may go on.
     */
    static final class RawLines implements Parser, Completer {
        private final Prompt prompt;

        RawLines(Prompt prompt) {
            this.prompt = prompt;
        }

        @Override
        public boolean isEscapeChar(char c) {
            return false;
        }

        @Override
        public ParsedLine parse(String line, int cursor, ParseContext context) {
            if (context == ParseContext.COMPLETE) {
                return new Going(line, cursor, prompt.completions(line, cursor));
            }
            var asks = context == ParseContext.ACCEPT_LINE || context == ParseContext.SECONDARY_PROMPT;
            if (asks && prompt.isUnfinished(line)) {
                throw new EOFError(-1, -1, "unfinished", prompt.furtherLabel(line));
            }
            return new Whole(line, cursor);
        }

        @Override
        public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
            if (line instanceof Going going) {
                for (var one : going.completions().candidates()) {
                    candidates.add(new Candidate(
                            one.text(),
                            one.text(),
                            one.group(),
                            one.help().isEmpty() ? null : one.help(),
                            null,
                            null,
                            one.isWhole()));
                }
            }
        }

        /** A line as it is. */
        private record Whole(String line, int cursor) implements ParsedLine {
            @Override
            public String word() {
                return line;
            }

            @Override
            public int wordCursor() {
                return cursor;
            }

            @Override
            public int wordIndex() {
                return 0;
            }

            @Override
            public List<String> words() {
                return List.of(line);
            }
        }

        /** A line at whose cursor the operator wants to know how it may go on. */
        private record Going(String line, int cursor, Completions completions) implements CompletingParsedLine {
            @Override
            public String word() {
                return completions.word();
            }

            @Override
            public int wordCursor() {
                return completions.word().length();
            }

            @Override
            public int wordIndex() {
                return 0;
            }

            @Override
            public List<String> words() {
                return List.of(word());
            }

            @Override
            public CharSequence escape(CharSequence text, boolean isWhole) {
                return completions.typed(text.toString(), isWhole);
            }

            @Override
            public int rawWordCursor() {
                return completions.raw().length();
            }

            @Override
            public int rawWordLength() {
                return completions.raw().length();
            }
        }
    }
}
