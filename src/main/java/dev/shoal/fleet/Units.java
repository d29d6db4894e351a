package dev.shoal.fleet;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What may stand behind a number to make it a size or a duration, and how much the two of them are. */
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
        double factor = 1024; // also where it is decimal: df -h writes 1023M before 1.0G, and nobody writes 1001MB
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

    /**
     * How much a token says, in its kind's own unit, to be compared with others of the kind.
     *
     * @return not a number where the token measures nothing
     */
    static double amount(Chars text, Token token) {
        return switch (token.kind()) {
            case NUMBER -> sum(text, token, Map.of());
            case SIZE -> sum(text, token, BYTES);
            case DURATION -> sum(text, token, SECONDS);
            case NAME, ADDRESS, PORT, DATE, TIME, PID, UUID, HEX, MASK, BLANKS -> Double.NaN;
        };
    }

    /** Of {@code 1h23m4.5s} all parts. */
    private static double sum(Chars text, Token token, Map<String, Double> units) {
        double sum = 0;
        for (int i = token.from(); text.isDigit(i) && i < token.to(); ) {
            int end = i;
            while (end < token.to() && (text.isDigit(end) || text.isOneOf(end, ".,"))) {
                end++;
            }
            int unit = text.blanks(end);
            int next = Math.max(unit, Math.min(text.letters(unit), token.to()));
            double factor = next > unit ? units.getOrDefault(text.text(unit, next), 1.0) : 1;
            sum += factor * Double.parseDouble(text.text(i, end).replace(",", ""));
            i = next;
        }
        return text.is(token.from() - 1, '-') ? -sum : sum;
    }
}
