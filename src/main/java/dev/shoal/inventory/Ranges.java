package dev.shoal.inventory;

import java.util.ArrayList;
import java.util.List;

/** Writes the indexes of one axis as ranges, {@code [2-9,01-10]}. Works on the digits, so an index may have any length. */
final class Ranges {
    private Ranges() {}

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
}
