package dev.shoal.shell;

import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

import java.util.List;

/**
 * What JLine wants to know of a line. It never learns words, quotes or escapes, because it would then change remote text: only
 * whether another line is wanted, and how the text may go on.
 */
final class RawLines implements Parser, Completer {
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
