package dev.shoal.output.answers;

import dev.shoal.output.LineCounts;
import dev.shoal.terminal.ScreenRows;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Texts that are cut to what fits on one screen together: the first lines, a line with the number of those left out, the last
 * lines. Texts are lines that each end with a line feed.
 */
public final class Excerpt {
    /** Less of a text would tell nothing: two lines, what is missing, two lines. */
    static final int LEAST_ROWS = 5;

    private final ScreenRows rows;

    /** For a terminal of so many columns, at least one. */
    public Excerpt(int columns) {
        this.rows = new ScreenRows(columns);
    }

    /**
     * How many rows each text may take: short ones all they need, and the long ones share what is left; but none less than five,
     * even where they do not fit.
     *
     * @param texts rows that they take
     */
    static List<Integer> shares(List<Integer> texts, int room) {
        var shares = new ArrayList<>(Collections.nCopies(texts.size(), 0));
        var shortestFirst = IntStream.range(0, texts.size())
                .boxed()
                .sorted(Comparator.comparing(texts::get))
                .toList();
        int left = texts.size();
        for (int i : shortestFirst) {
            int share = Math.min(texts.get(i), Math.max(room / left, LEAST_ROWS));
            shares.set(i, share);
            room -= share;
            left--;
        }
        return shares;
    }

    /**
     * The text in so many rows: first the lines that fewest of the texts have that are shown together, from its beginning and
     * its end.
     *
     * @param rows at least five
     * @param remedy how to see the rest
     */
    String of(String text, int rows, String remedy, LineCounts counts) {
        if (this.rows.of(text, rows + 1) <= rows) {
            return text;
        }
        return telling(text, rows, remedy, counts).orElseGet(() -> ends(text, rows, remedy));
    }

    /** Empty where no line is rarer than others, or no rare line fits. */
    private Optional<String> telling(String text, int rows, String remedy, LineCounts counts) {
        var lines = List.of(text.split("\n", -1))
                .subList(0, (int) text.chars().filter(c -> c == '\n').count());
        var byCount = new TreeMap<Integer, List<Integer>>();
        for (int i = 0; i < lines.size(); i++) {
            byCount.computeIfAbsent(counts.of(lines.get(i)), _ -> new ArrayList<>())
                    .add(i);
        }
        if (byCount.size() < 2) {
            return Optional.empty();
        }
        var kept = new TreeSet<Integer>();
        int gap = this.rows.ofLine(more(lines.size(), remedy).strip());
        int used = gap; // all of it is one gap
        for (int i : fromBothEnds(byCount.values())) {
            boolean isOpenBefore = i > 0 && !kept.contains(i - 1);
            boolean isOpenBehind = i < lines.size() - 1 && !kept.contains(i + 1);
            int gaps = isOpenBefore && isOpenBehind ? gap : isOpenBefore || isOpenBehind ? 0 : -gap;
            if (used + gaps + this.rows.ofLine(lines.get(i)) > rows) {
                break;
            }
            used += gaps + this.rows.ofLine(lines.get(i));
            kept.add(i);
        }
        return kept.isEmpty() ? Optional.empty() : Optional.of(withGaps(lines, kept, remedy));
    }

    private static List<Integer> fromBothEnds(Collection<List<Integer>> levels) {
        var order = new ArrayList<Integer>();
        for (var level : levels) {
            for (int i = 0; i < level.size(); i++) {
                order.add(level.get(i % 2 == 0 ? i / 2 : level.size() - 1 - i / 2));
            }
        }
        return order;
    }

    private static String withGaps(List<String> lines, SortedSet<Integer> kept, String remedy) {
        var text = new StringBuilder();
        int next = 0;
        for (int i : kept) {
            text.append(i > next ? more(i - next, remedy) : "")
                    .append(lines.get(i))
                    .append('\n');
            next = i + 1;
        }
        return text.append(lines.size() > next ? more(lines.size() - next, remedy) : "")
                .toString();
    }

    /** The first lines and the last ones. */
    private String ends(String text, int rows, String remedy) {
        var worst = more(text.chars().filter(c -> c == '\n').count(), remedy);
        int left = Math.max(2, rows - this.rows.of(worst, rows));
        int headRows = (left + 1) / 2;
        int head = head(text, headRows);
        int tail = tail(text, head, left - headRows);
        long missing = text.substring(head, tail).chars().filter(c -> c == '\n').count();
        var begun = head == 0 ? beginning(text, headRows) : "";
        return text.substring(0, head) + begun + more(missing, remedy) + text.substring(tail);
    }

    private static String more(long missing, String remedy) {
        return String.format(Locale.ROOT, "… %,d line%s more: %s\n", missing, missing == 1 ? "" : "s", remedy);
    }

    /** Where the lines end that fit into so many rows. */
    private int head(String text, int rows) {
        int at = 0;
        for (int left = rows; at < text.length(); at = end(text, at) + 1) {
            left -= this.rows.ofLine(text.substring(at, end(text, at)));
            if (left < 0) {
                break;
            }
        }
        return at;
    }

    /** Where the lines begin that fit into so many rows. */
    private int tail(String text, int from, int rows) {
        int at = text.length();
        for (int left = rows; at > from; ) {
            int begin = text.lastIndexOf('\n', at - 2) + 1;
            left -= this.rows.ofLine(text.substring(begin, at - 1));
            if (left < 0) {
                break;
            }
            at = begin;
        }
        return at;
    }

    /** So much of a first line that is too long as fits. */
    private String beginning(String text, int rows) {
        var line = ScreenRows.plain(text.substring(0, end(text, 0)));
        int width = this.rows.columns() * rows - 1;
        int used = 0;
        int end = 0;
        while (end < line.length()) {
            used = ScreenRows.advance(used, line.codePointAt(end));
            if (used > width) {
                break;
            }
            end += Character.charCount(line.codePointAt(end));
        }
        return line.substring(0, end) + "…\n";
    }

    private static int end(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }
}
