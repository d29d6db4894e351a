package dev.shoal.text;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the known word that a mistyped word may mean. */
public final class Nearest {
    private Nearest() {}

    /**
     * The first of those known words that are the fewest slips away: letters added, left out, replaced, or two swapped.
     * Empty where all need more slips than a word of that length deserves: none for one letter, one up to three, then
     * two, three from nine on. Case does not matter.
     */
    public static Optional<String> to(String word, Collection<String> known) {
        var wanted = word.toLowerCase(Locale.ROOT);
        int fewest = slipsFor(word.length()) + 1;
        var nearest = Optional.<String>empty();
        for (var candidate : known) {
            if (Math.abs(candidate.length() - word.length()) < fewest) {
                int slips = slips(wanted, candidate.toLowerCase(Locale.ROOT));
                if (slips < fewest) {
                    fewest = slips;
                    nearest = Optional.of(candidate);
                }
            }
        }
        return nearest;
    }

    private static int slipsFor(int length) {
        return length < 2 ? 0 : length < 4 ? 1 : length < 9 ? 2 : 3;
    }

    /** The distance of Damerau and Levenshtein, no piece being edited twice. */
    private static int slips(String a, String b) {
        var slips = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                slips[i][j] = i == 0 || j == 0 ? i + j : fewest(slips, a, b, i, j);
            }
        }
        return slips[a.length()][b.length()];
    }

    private static int fewest(int[][] slips, String a, String b, int i, int j) {
        int replaced = slips[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int fewest = Math.min(replaced, Math.min(slips[i - 1][j], slips[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(fewest, slips[i - 2][j - 2] + 1) : fewest;
    }
}
