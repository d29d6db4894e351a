package dev.shoal.nodeset;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Indexes in a row, all of one width, both ends included. It keeps digits, not numbers, so that an index may have any length.
 *
 * @param first digits
 * @param last as many digits, not less than the first
 */
record Span(String first, String last) {
    static final Comparator<Span> ORDER =
            Comparator.comparing(Span::first, NameOrder.BY_WIDTH_AND_VALUE).thenComparing(Span::last);

    /** So many digits are a number that a long can hold. */
    private static final int DIGITS_OF_LONG = 18;

    static Span of(String index) {
        return new Span(index, index);
    }

    BigInteger count() {
        return first.equals(last)
                ? BigInteger.ONE
                : new BigInteger(last).subtract(new BigInteger(first)).add(BigInteger.ONE);
    }

    int width() {
        return first.length();
    }

    /** Whether all of it comes before the other begins. */
    boolean isBefore(Span other) {
        return NameOrder.BY_WIDTH_AND_VALUE.compare(last, other.first) < 0;
    }

    /** Whether the other goes on where this one ends, with indexes of the same width. */
    boolean touches(Span other) {
        return width() == other.width() && next(last).equals(other.first);
    }

    boolean contains(String index) {
        return index.length() == width() && first.compareTo(index) <= 0 && index.compareTo(last) <= 0;
    }

    Span from(String newFirst) {
        return new Span(newFirst, last);
    }

    Span to(String newLast) {
        return new Span(first, newLast);
    }

    /** The indexes in order. */
    List<String> indexes() {
        if (first.equals(last)) {
            return List.of(first);
        }
        var indexes = new ArrayList<String>();
        for (var index = first; !index.equals(last); index = next(index)) {
            indexes.add(index);
        }
        indexes.add(last);
        return indexes;
    }

    /** The index after this one, which is one digit wider after nines. */
    static String next(String index) {
        if (index.length() <= DIGITS_OF_LONG) {
            return padded(Long.parseLong(index) + 1, index.length());
        }
        int nines = index.length();
        while (nines > 0 && index.charAt(nines - 1) == '9') {
            nines--;
        }
        return nines == 0 ? "1" + "0".repeat(index.length()) : changed(index, nines, 1, "0");
    }

    /** The index of the same width before this one, which is not zero. */
    static String previous(String index) {
        if (index.length() <= DIGITS_OF_LONG) {
            return padded(Long.parseLong(index) - 1, index.length());
        }
        int zeros = index.length();
        while (index.charAt(zeros - 1) == '0') {
            zeros--;
        }
        return changed(index, zeros, -1, "9");
    }

    private static String changed(String index, int end, int by, String filler) {
        var digit = (char) (index.charAt(end - 1) + by);
        return index.substring(0, end - 1) + digit + filler.repeat(index.length() - end);
    }

    private static String padded(long value, int width) {
        var digits = Long.toString(value);
        return digits.length() >= width ? digits : "0".repeat(width - digits.length()) + digits;
    }

    /** The same indexes in as few spans as can be, in order. */
    static List<Span> sorted(List<Span> spans) {
        var sorted = new ArrayList<>(spans);
        sorted.sort(ORDER);
        var joined = new ArrayList<Span>();
        for (var span : sorted) {
            var before = joined.isEmpty() ? span : joined.getLast();
            boolean isApart = joined.isEmpty() || (before.isBefore(span) && !before.touches(span));
            if (isApart) {
                joined.add(span);
            } else if (before.isBefore(span) || before.last.compareTo(span.last) < 0) {
                joined.set(joined.size() - 1, before.to(span.last));
            }
        }
        return joined;
    }
}
