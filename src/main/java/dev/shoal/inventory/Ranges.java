package dev.shoal.inventory;

import java.util.ArrayList;
import java.util.List;

/** Writes the indexes of one axis as ranges, {@code [2-9,01-10]}. Works on the digits, so an index may have any length. */
final class Ranges {
    private Ranges() {}

    /** The indexes, at least one, sorted by width and value: in brackets, or bare where it is one alone. */
    static String fold(List<String> indexes) {
        if (indexes.size() == 1) {
            return indexes.getFirst();
        }
        var ranges = new ArrayList<String>();
        int from = 0;
        for (int i = 1; i <= indexes.size(); i++) {
            if (i == indexes.size() || !continues(indexes.get(from), indexes.get(i - 1), indexes.get(i))) {
                var first = indexes.get(from);
                ranges.add(i - 1 == from ? first : first + "-" + indexes.get(i - 1));
                from = i;
            }
        }
        return "[" + String.join(",", ranges) + "]";
    }

    /** Whether the index may be the next of a range that began so: a padded range never grows wider. */
    private static boolean continues(String first, String previous, String index) {
        return index.equals(successor(previous)) && (first.length() == index.length() || !isPadded(first));
    }

    static boolean isPadded(String index) {
        return index.length() > 1 && index.charAt(0) == '0';
    }

    private static String successor(String index) {
        int nines = index.length();
        while (nines > 0 && index.charAt(nines - 1) == '9') {
            nines--;
        }
        var zeros = "0".repeat(index.length() - nines);
        if (nines == 0) {
            return "1" + zeros;
        }
        return index.substring(0, nines - 1) + (char) (index.charAt(nines - 1) + 1) + zeros;
    }
}
