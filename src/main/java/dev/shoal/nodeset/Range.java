package dev.shoal.nodeset;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Indexes as they stand in brackets: {@code 7}, {@code 01-20} or {@code 2-10/2}, both ends included.
 *
 * @param first digits; a leading zero pads every index to this width
 * @param step 1 or more
 */
record Range(String first, String last, BigInteger step) {
    static Range of(String index) {
        return new Range(index, index, BigInteger.ONE);
    }

    boolean isReversed() {
        return new BigInteger(first).compareTo(new BigInteger(last)) > 0;
    }

    /** Whether one end is padded and the other is of another width, so that the padding would be a guess. */
    boolean isMixed() {
        return first.length() != last.length() && (Ranges.isPadded(first) || Ranges.isPadded(last));
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
        int width = Ranges.isPadded(first) ? first.length() : 0;
        var indexes = new ArrayList<String>();
        var value = new BigInteger(first);
        for (int left = count().intValueExact(); left > 0; left--) {
            var digits = value.toString();
            indexes.add("0".repeat(Math.max(0, width - digits.length())) + digits);
            value = value.add(step);
        }
        return indexes;
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
