package dev.shoal.fold;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The units that make a number a size or a duration, and the amount of both together. */
final class Units {
    private static final Map<String, Double> SECONDS = new HashMap<>();
    private static final Map<String, Double> BYTES = new HashMap<>();

    static {
        put(SECONDS, 1e-9, "ns");
        put(SECONDS, 1e-6, "us \u00c2\u00b5s");
        put(SECONDS, 1e-3, "ms");
        put(SECONDS, 1, "s sec secs second seconds");
        put(SECONDS, 60, "m min mins minute minutes");
        put(SECONDS, 3_600, "h hr hrs hour hours");
        put(SECONDS, 86_400, "d day days");
        put(SECONDS, 604_800, "w week weeks");
        put(SECONDS, 2_629_800, "month months");
        put(SECONDS, 31_557_600, "year years");
        put(BYTES, 1, "B bytes byte bps");
        double factor = 1024; // also where it is decimal: df -h writes 1023M before 1.0G, and 1001MB is not usual
        put(BYTES, factor, "k K Ki kB kb KiB kbit kbps Kbps");
        for (var letter : List.of("m", "g", "t", "p", "e")) {
            factor *= 1024;
            var upper = letter.toUpperCase(Locale.ROOT);
            put(BYTES, factor, letter + " " + upper + " " + upper + "i " + upper + "B " + upper + "iB");
        }
        put(BYTES, 1 << 20, "mb Mbit Mbps");
        put(BYTES, 1 << 30, "gb Gbit Gbps");
        put(BYTES, 1L << 40, "tb");
    }

    private Units() {}

    private static void put(Map<String, Double> units, double factor, String words) {
        for (var word : List.of(words.split(" "))) {
            units.put(word, factor);
        }
    }

    static boolean isTime(String word) {
        return SECONDS.containsKey(word);
    }

    static boolean isSize(String word) {
        return BYTES.containsKey(word);
    }

    /** Whether tokens of this kind say how much or when. */
    static boolean measures(MaskKind kind) {
        return switch (kind) {
            case NUMBER, SIZE, DURATION, TIME, DATE -> true;
            case NAME, ADDRESS, PORT, PID, UUID, HEX, MASK, BLANKS -> false;
        };
    }

    /**
     * The amount of the token at this index, to be compared with others of its kind.
     *
     * @return not a number where the token measures nothing, or in a way that is not understood
     */
    static double amount(ByteScanner text, Tokens tokens, int token) {
        return switch (tokens.kind(token)) {
            case NUMBER -> sum(text, tokens.from(token), tokens.to(token), Map.of());
            case SIZE -> sum(text, tokens.from(token), tokens.to(token), BYTES);
            case DURATION -> sum(text, tokens.from(token), tokens.to(token), SECONDS);
            case TIME -> time(text, tokens.from(token), tokens.to(token));
            case DATE -> date(text, tokens.from(token), tokens.to(token));
            case NAME, ADDRESS, PORT, PID, UUID, HEX, MASK, BLANKS -> Double.NaN;
        };
    }

    /** Seconds of {@code 14:02:11.5}, {@code 3:14} and {@code 1-02:03:04}; a zone, and a fraction after a comma, do not count. */
    private static double time(ByteScanner text, int from, int to) {
        double seconds = 0;
        for (int i = from; i < to; ) {
            int end = text.digits(i);
            int last = text.is(end, '.') ? text.digits(end + 1) : end;
            seconds += number(text, i, last);
            if (text.is(end, '-') && text.is(text.digits(end + 1), ':')) {
                seconds *= 24;
            } else if (text.is(end, ':')) {
                seconds *= 60;
            } else {
                break;
            }
            i = end + 1;
        }
        return seconds;
    }

    /** Seconds of {@code 2026-11-22T14:02:11}, reckoned roughly; other ways to write a date are not compared. */
    private static double date(ByteScanner text, int from, int to) {
        if (text.digits(from) != from + 4 || to < from + 10) {
            return Double.NaN;
        }
        double day = 372.0 * text.number(from, from + 4)
                + 31.0 * text.number(from + 5, from + 7)
                + text.number(from + 8, from + 10);
        return 86_400 * day + (to > from + 10 ? time(text, from + 11, to) : 0);
    }

    /** Of {@code 1h23m4.5s} all parts. */
    private static double sum(ByteScanner text, int from, int to, Map<String, Double> units) {
        double sum = 0;
        for (int i = from; i < to && text.isDigit(i); ) {
            int end = i;
            while (end < to && (text.isDigit(end) || text.isOneOf(end, ".,"))) {
                end++;
            }
            int unit = text.blanks(end);
            int next = Math.max(unit, Math.min(text.letters(unit), to));
            double factor = next > unit ? units.getOrDefault(text.text(unit, next), 1.0) : 1;
            sum += factor * number(text, i, end);
            i = next;
        }
        return text.is(from - 1, '-') ? -sum : sum;
    }

    /** Digits with a dot at most, and commas between thousands: without making a string of each. */
    private static double number(ByteScanner text, int from, int to) {
        double digits = 0;
        double scale = 1;
        boolean isFraction = false;
        for (int i = from; i < to; i++) {
            if (text.isDigit(i)) {
                digits = 10 * digits + text.at(i) - '0';
                scale = isFraction ? 10 * scale : scale;
            } else {
                isFraction |= text.is(i, '.');
            }
        }
        return digits / scale;
    }
}
