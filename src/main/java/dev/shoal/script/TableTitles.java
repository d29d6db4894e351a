package dev.shoal.script;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The titles over some columns of text, and where the columns lie. Titles stand over their columns, flush left or right; of
 * several words some are one title ({@code Mounted on}, {@code CONTAINER ID}), and the first column may have none
 * ({@code free}).
 */
final class TableTitles {
    /** What nothing is called: an address, a number, a hardware address. Such a line is a row. */
    private static final Pattern VALUE = Pattern.compile(
            "-?[0-9]+(?:[.,][0-9]+)?[%kKMGTi]*B?|[0-9]+(?:\\.[0-9]+){3}(?:/[0-9]+)?|(?=.*:.*:)[0-9a-fA-F:]+(?:/[0-9]+)?");

    private static final int WIDE = 3;
    private static final String UNTITLED = "name";

    /**
     * A title's place.
     *
     * @param from its first column, from 0
     * @param to the column after its last one
     */
    record Title(String key, int from, int to) {}

    private final TextGrid grid;

    private TableTitles(TextGrid grid) {
        this.grid = grid;
    }

    /** The titles in the first line of the grid over the lines that follow; none where that line is a row itself. */
    static List<Title> of(TextGrid grid) {
        return new TableTitles(grid).titles();
    }

    private List<Title> titles() {
        var words = grid.words(0);
        if (words.stream().anyMatch(word -> VALUE.matcher(grid.text(0, word)).matches())) {
            return List.of();
        }
        var places = joined(words);
        var first = places.getFirst().from();
        var titles = new ArrayList<Title>();
        var taken = new HashSet<>(Set.of("host")); // the column that every table begins with
        if (isUntitled(first)) {
            titles.add(new Title(key(UNTITLED, taken), 0, grid.gutterBefore(first)));
        }
        for (var place : places) {
            titles.add(new Title(key(grid.text(0, place), taken), place.from(), place.to()));
        }
        return titles;
    }

    /** Whether text stands left of the first title that does not reach it. */
    private boolean isUntitled(int first) {
        int gutter = grid.gutterBefore(first);
        return gutter > 0 && grid.hasText(0, gutter);
    }

    /** The words that are titles by themselves, and those that are one title together. */
    private List<TextGrid.Span> joined(List<TextGrid.Span> words) {
        boolean isSpaced = isSpaced(words);
        var joined = new ArrayList<>(words.subList(0, 1));
        for (var word : words.subList(1, words.size())) {
            var last = joined.getLast();
            if (word.from() == last.to() + 1 && isOne(last, word, isSpaced)) {
                joined.set(joined.size() - 1, new TextGrid.Span(last.from(), word.to()));
            } else {
                joined.add(word);
            }
        }
        return joined;
    }

    private boolean isOne(TextGrid.Span left, TextGrid.Span right, boolean isSpaced) {
        var before = grid.text(0, left);
        var after = grid.text(0, right);
        if (Character.isUpperCase(before.codePointAt(0)) && Character.isLowerCase(after.codePointAt(0))) {
            return true; // Mounted on, PID/Program name
        }
        if (grid.standApart(left, right)) {
            return false;
        }
        return isSpaced || after.startsWith("Address") || (grid.isBridged(left.to()) && !grid.hasRowOfAsManyWords());
    }

    /** Whether columns are three blanks apart, as docker and kubectl have them, so that one blank parts nothing. */
    private boolean isSpaced(List<TextGrid.Span> words) {
        boolean isWide = false;
        for (int i = 1; i < words.size(); i++) {
            var left = words.get(i - 1);
            var right = words.get(i);
            int gap = right.from() - left.to();
            isWide |= gap >= WIDE;
            if (gap == 1 ? grid.standApart(left, right) : gap < WIDE) {
                return false;
            }
        }
        return isWide;
    }

    /** The title as a key that no other has: two columns of one name would be one. */
    static String key(String title, Set<String> taken) {
        var plain = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
        var key = plain.isEmpty() ? title : plain;
        var unique = key;
        for (int i = 2; !taken.add(unique); i++) {
            unique = key + "_" + i;
        }
        return unique;
    }
}
