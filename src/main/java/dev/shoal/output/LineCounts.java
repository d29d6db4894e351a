package dev.shoal.output;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * In how many of some texts a line occurs: a line that few have distinguishes them, a line that all have does not.
 *
 * @param counts for each line, without its end
 */
public record LineCounts(Map<String, Integer> counts) {
    /** Where there is nothing to compare. */
    public static final LineCounts NONE = new LineCounts(Map.of());

    /** To compare more would keep the operator waiting. */
    private static final int MOST_CHARS = 4 << 20;

    /** The lines of these texts; of one text alone, or of very long ones, nothing is known. */
    public static LineCounts of(List<String> texts) {
        if (texts.size() < 2 || texts.stream().mapToLong(String::length).sum() > MOST_CHARS) {
            return NONE;
        }
        var counts = new HashMap<String, Integer>();
        for (var text : texts) {
            new HashSet<>(List.of(text.split("\n"))).forEach(line -> counts.merge(line, 1, Integer::sum));
        }
        return new LineCounts(counts);
    }

    /** In how many texts the line is; 0 where that is not known. */
    public int of(String line) {
        return counts.getOrDefault(line, 0);
    }
}
