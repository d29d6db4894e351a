package dev.shoal.nodeset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The order of host names, ClusterShell's: by family (the name with each run of digits left out), a bare name before its
 * indexed family, then index by index from the left, by width and then by value. Nothing is converted to a number, so an
 * index may have any length.
 */
public final class NameOrder implements Comparator<String> {
    public static final NameOrder ORDER = new NameOrder();

    /** Stands for an index in a family; below every character that a name can have. */
    static final char INDEX = '\0';

    /** Order of two indexes: the narrower first, then by value; digits of one width compare as text does. */
    static final Comparator<String> BY_WIDTH_AND_VALUE =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    private NameOrder() {}

    @Override
    public int compare(String a, String b) {
        int i = 0;
        int j = 0;
        int byIndex = 0;
        while (i < a.length() && j < b.length()) {
            boolean index = isDigit(a.charAt(i));
            if (index != isDigit(b.charAt(j))) {
                return index ? -1 : 1;
            }
            if (!index && a.charAt(i) != b.charAt(j)) {
                return Character.compare(a.charAt(i), b.charAt(j));
            }
            int endOfA = index ? endOfIndex(a, i) : i + 1;
            int endOfB = index ? endOfIndex(b, j) : j + 1;
            if (index && byIndex == 0) {
                byIndex = BY_WIDTH_AND_VALUE.compare(a.substring(i, endOfA), b.substring(j, endOfB));
            }
            i = endOfA;
            j = endOfB;
        }
        int byLength = Boolean.compare(i < a.length(), j < b.length());
        return byLength != 0 ? byLength : byIndex;
    }

    /** The name with {@link #INDEX} in place of each run of digits. */
    static String family(String name) {
        var family = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            if (!isDigit(name.charAt(i))) {
                family.append(name.charAt(i));
            } else if (i == 0 || !isDigit(name.charAt(i - 1))) {
                family.append(INDEX);
            }
        }
        return family.toString();
    }

    /** The indexes of the name, from the left. */
    static List<String> indexes(String name) {
        var indexes = new ArrayList<String>(2);
        for (int i = 0; i < name.length(); i++) {
            if (isDigit(name.charAt(i))) {
                int end = endOfIndex(name, i);
                indexes.add(name.substring(i, end));
                i = end;
            }
        }
        return indexes;
    }

    /** The family with these texts in the places of its indexes. */
    static String written(String family, List<String> indexes) {
        var name = new StringBuilder(family.length() + 8);
        int axis = 0;
        for (int i = 0; i < family.length(); i++) {
            char c = family.charAt(i);
            if (c == INDEX) {
                name.append(indexes.get(axis++));
            } else {
                name.append(c);
            }
        }
        return name.toString();
    }

    /** The index that begins at this place ends before the place returned. */
    static int endOfIndex(String name, int from) {
        int end = from;
        while (end < name.length() && isDigit(name.charAt(end))) {
            end++;
        }
        return end;
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
