package dev.shoal.fold;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The expressions of the configuration at work on the lines of one fold. Expressions may take for ever, so each may look at
 * every character of a line so many times; one that wants more is given up for the rest of the fold.
 */
final class CustomMasks {
    private static final int LOOKS_PER_CHARACTER = 200;
    private static final int LOOKS_AT_LEAST = 20_000;

    private final List<Pattern> patterns;
    private final Set<String> givenUp = new LinkedHashSet<>();

    CustomMasks(List<Pattern> patterns) {
        this.patterns = new ArrayList<>(patterns);
    }

    /** Whether there is nothing to look for. */
    boolean isEmpty() {
        return patterns.isEmpty();
    }

    /** The expressions that took too long. */
    Set<String> givenUp() {
        return Set.copyOf(givenUp);
    }

    /** What they find, in its order; of what overlaps the first, and of those the longest. */
    List<Tokens.Token> in(byte[] text) {
        var found = new ArrayList<Tokens.Token>();
        for (int from = 0; from < text.length && !patterns.isEmpty(); ) {
            int to = from;
            while (to < text.length && text[to] != '\n') {
                to++;
            }
            line(text, from, to, found);
            from = to + 1;
        }
        return apart(found);
    }

    private void line(byte[] text, int from, int to, List<Tokens.Token> found) {
        var utf8 = new String(text, from, to - from, UTF_8);
        boolean isUtf8 = utf8.indexOf('\ufffd') < 0;
        var line = isUtf8 ? utf8 : new String(text, from, to - from, ISO_8859_1);
        patterns.removeIf(pattern -> {
            boolean tooLong = !find(pattern, line, isUtf8, from, found);
            if (tooLong) {
                givenUp.add(pattern.pattern());
            }
            return tooLong;
        });
    }

    /** Whether it got to the end of the line. */
    private static boolean find(Pattern pattern, String line, boolean isUtf8, int offset, List<Tokens.Token> found) {
        try {
            var matcher = pattern.matcher(new Watched(line, new Looks(line.length())));
            int at = 0;
            int byteAt = offset;
            while (matcher.find()) {
                if (matcher.end() > matcher.start()) {
                    int from = byteAt + bytes(line, at, matcher.start(), isUtf8);
                    int to = from + bytes(line, matcher.start(), matcher.end(), isUtf8);
                    found.add(new Tokens.Token(from, to, MaskKind.MASK));
                    at = matcher.end();
                    byteAt = to;
                }
            }
            return true;
        } catch (TooManyLooks | StackOverflowError e) { // java.util.regex recurses for (a|b)* on long lines
            return false;
        }
    }

    private static int bytes(String line, int from, int to, boolean isUtf8) {
        return isUtf8 ? line.substring(from, to).getBytes(UTF_8).length : to - from;
    }

    private static List<Tokens.Token> apart(List<Tokens.Token> found) {
        found.sort(
                Comparator.comparingInt(Tokens.Token::from).thenComparing(Tokens.Token::to, Comparator.reverseOrder()));
        var apart = new ArrayList<Tokens.Token>();
        int end = 0;
        for (var token : found) {
            if (token.from() >= end) {
                apart.add(token);
                end = token.to();
            }
        }
        return apart;
    }

    private static final class TooManyLooks extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooManyLooks() {
            super("too many looks at one line", null, false, false);
        }
    }

    private static final class Looks {
        private long left;

        Looks(int length) {
            left = Math.max(LOOKS_AT_LEAST, (long) length * LOOKS_PER_CHARACTER);
        }

        void take() {
            if (left-- == 0) {
                throw new TooManyLooks();
            }
        }
    }

    /** A line that counts how often it is looked at: the only way to stop a match of java.util.regex. */
    private record Watched(CharSequence line, Looks looks) implements CharSequence {
        @Override
        public char charAt(int index) {
            looks.take();
            return line.charAt(index);
        }

        @Override
        public int length() {
            return line.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return line.subSequence(start, end);
        }

        @Override
        public String toString() {
            return line.toString();
        }
    }
}
