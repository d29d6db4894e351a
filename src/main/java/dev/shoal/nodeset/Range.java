package dev.shoal.nodeset;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Indexes as written in brackets: {@code 7}, {@code 01-20} or {@code 2-10/2}, both ends included.
 *
 * @param first digits; a leading zero pads every index to this width
 * @param step 1 or more
 */
record Range(String first, String last, BigInteger step) {
    /** For folding without steps. */
    static final int NO_STEPS = Integer.MAX_VALUE;

    /** Longer axes are not looked through for steps. */
    private static final BigInteger MOST_LOOKED_AT = BigInteger.valueOf(1_000_000);

    static Range of(String index) {
        return new Range(index, index, BigInteger.ONE);
    }

    boolean isReversed() {
        return new BigInteger(first).compareTo(new BigInteger(last)) > 0;
    }

    /** Whether one end is padded and the other is of another width, so that the padding would be a guess. */
    boolean isMixed() {
        return first.length() != last.length() && (isPadded(first) || isPadded(last));
    }

    /** How many indexes, where it is not reversed. */
    BigInteger count() {
        return new BigInteger(last).subtract(new BigInteger(first)).divide(step).add(BigInteger.ONE);
    }

    /** The indexes in spans, in order; those of a step one by one. */
    List<Span> spans() {
        if (first.length() == last.length() && step.equals(BigInteger.ONE)) {
            return List.of(new Span(first, last));
        }
        return step.equals(BigInteger.ONE)
                ? byWidth()
                : indexes().stream().map(Span::of).toList();
    }

    private List<Span> byWidth() {
        var spans = new ArrayList<Span>();
        spans.add(new Span(first, "9".repeat(first.length())));
        for (int width = first.length() + 1; width < last.length(); width++) {
            spans.add(new Span("1" + "0".repeat(width - 1), "9".repeat(width)));
        }
        spans.add(new Span("1" + "0".repeat(last.length() - 1), last));
        return spans;
    }

    /** Each index from the first on. */
    List<String> indexes() {
        if (count().compareTo(BigInteger.valueOf(TooManyPieces.MAX_INDEXES)) > 0) {
            throw new TooManyPieces(this + " is " + count() + " indexes, too many to be looked at one by one");
        }
        int width = isPadded(first) ? first.length() : 0;
        var indexes = new ArrayList<String>();
        var value = new BigInteger(first);
        for (int left = count().intValueExact(); left > 0; left--) {
            var digits = value.toString();
            indexes.add("0".repeat(Math.max(0, width - digits.length())) + digits);
            value = value.add(step);
        }
        return indexes;
    }

    /** As {@link #fold(List)}; from so few indexes on at equal distances as {@code 1-9/2}. From the left, as nodeset(1) has it. */
    static String fold(List<Span> spans, int fewest) {
        boolean isLong = spans.stream()
                        .map(Span::count)
                        .reduce(BigInteger.ZERO, BigInteger::add)
                        .compareTo(MOST_LOOKED_AT)
                > 0;
        if (fewest == NO_STEPS || isLong || spans.size() < 2) {
            return fold(spans);
        }
        var indexes = spans.stream().flatMap(span -> span.indexes().stream()).toList();
        var ranges = new ArrayList<String>();
        for (int from = 0; from < indexes.size(); ) {
            var step = step(indexes, from);
            int to = from + 1;
            while (to < indexes.size()
                    && step.signum() > 0
                    && step(indexes, to - 1).equals(step)) {
                to++;
            }
            boolean isStepped = step.compareTo(BigInteger.ONE) > 0;
            to = isStepped && to - from < fewest ? from + 1 : to;
            var first = indexes.get(from);
            ranges.add(to - from == 1 ? first : first + "-" + indexes.get(to - 1) + (isStepped ? "/" + step : ""));
            from = to;
        }
        return "[" + String.join(",", ranges) + "]";
    }

    /** How far the next index is from this one; 0 where no range can hold both. */
    private static BigInteger step(List<String> indexes, int at) {
        if (at + 1 >= indexes.size()) {
            return BigInteger.ZERO;
        }
        var one = indexes.get(at);
        var next = indexes.get(at + 1);
        boolean isOneRange = one.length() == next.length() || (!isPadded(one) && !isPadded(next));
        return isOneRange ? new BigInteger(next).subtract(new BigInteger(one)) : BigInteger.ZERO;
    }

    /** The indexes, at least one, sorted and as few spans as can be: in brackets, or bare where it is one alone. */
    static String fold(List<Span> spans) {
        var only = spans.getFirst();
        if (spans.size() == 1 && only.first().equals(only.last())) {
            return only.first();
        }
        var ranges = new ArrayList<String>();
        int from = 0;
        for (int to = 1; to <= spans.size(); to++) {
            var first = spans.get(from).first();
            if (to == spans.size()
                    || !continues(first, spans.get(to - 1).last(), spans.get(to).first())) {
                var last = spans.get(to - 1).last();
                ranges.add(first.equals(last) ? first : first + "-" + last);
                from = to;
            }
        }
        return "[" + String.join(",", ranges) + "]";
    }

    /** Whether the index may be the next of a range that began so: a padded range never grows wider. */
    private static boolean continues(String first, String previous, String index) {
        return !isPadded(first) && index.equals(Span.next(previous));
    }

    static boolean isPadded(String index) {
        return index.length() > 1 && index.charAt(0) == '0';
    }

    /** As written. */
    @Override
    public String toString() {
        if (first.equals(last)) {
            return first;
        }
        return first + "-" + last + (step.equals(BigInteger.ONE) ? "" : "/" + step);
    }
}
