package dev.shoal.plugin;

import dev.shoal.plugin.TextGrid.Span;
import dev.shoal.text.Amounts;
import dev.shoal.text.CleanText;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads text in columns under a line of titles, as {@code df}, {@code ps}, {@code free}, {@code netstat} and {@code docker ps}
 * write it. A cell belongs to the title above it. A word that is too long for its column moves the other words of its row;
 * these are then assigned by counting. If neither is certain, the table is refused.
 */
final class ParsedTable {
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,15}\\.[0-9]{1,15}");
    /** Lines that netstat and route write above their titles. */
    private static final Pattern CAPTION = Pattern.compile("(?:Active|Kernel)(?: [A-Za-z0-9]+)+(?: \\([a-z ]+\\))?");

    private static final int SHOWN = 60;
    private static final String REMEDY =
            "Name the columns, as in reply.table('name', 'state', 'rest'), or use reply.lines";

    private final List<String> lines;
    private final TextGrid grid;
    private final List<Titles.Title> titles;

    private ParsedTable(List<String> lines) {
        this.lines = lines;
        this.grid = new TextGrid(lines);
        this.titles = Titles.of(grid);
    }

    /**
     * The rows: a key for each title in lower case, never {@code host}. Whole and decimal numbers and percentages are numbers.
     * The last column takes the rest of its line.
     *
     * @throws ReplyException if the titles are missing, or a line does not fit under them
     */
    static List<Map<String, Object>> rows(List<String> lines) {
        var text = lines.stream().filter(line -> !line.isBlank()).toList();
        boolean hasCaption = text.size() > 1 && isCaption(text.getFirst());
        var table = hasCaption ? text.subList(1, text.size()) : text;
        if (table.isEmpty()) {
            return List.of();
        }
        var mended = new ArrayList<>(table);
        mended.set(0, table.getFirst().replace("PortProcess", "Port Process")); // ss of iproute2 6 where none is known
        return new ParsedTable(mended).rows();
    }

    /**
     * The rows of text without titles, under these titles: one word for each, and the rest for the last one.
     *
     * @throws ReplyException if a line has fewer words than titles, not counting the last title
     */
    static List<Map<String, Object>> rows(List<String> lines, List<String> titles) {
        var taken = new LinkedHashSet<>(List.of("host"));
        var keys = titles.stream().map(title -> Titles.key(title, taken)).toList();
        var rows = new ArrayList<Map<String, Object>>();
        for (var line : lines.stream().filter(line -> !line.isBlank()).toList()) {
            var cells = List.of(line.strip().split("\\s+", keys.size()));
            if (cells.size() < keys.size() - 1) {
                throw new ReplyException(
                        Amounts.of(cells.size(), "word") + ", but " + keys.size() + " columns are named: "
                                + quoted(line),
                        "");
            }
            rows.add(row(keys, cells));
        }
        return rows;
    }

    private List<Map<String, Object>> rows() {
        if (titles.isEmpty()) {
            throw new ReplyException("its first line has no titles: " + quoted(lines.getFirst()), REMEDY);
        }
        var keys = titles.stream().map(Titles.Title::key).toList();
        var bounds = bounds();
        var rows = new ArrayList<Map<String, Object>>();
        for (int line = 1; line <= grid.rows(); line++) {
            if (isCaption(lines.get(line))) {
                throw unfit(line);
            }
            var cells = bounds.isPresent() ? cut(line, bounds.get()) : counted(line);
            rows.add(row(keys, cells));
        }
        return rows;
    }

    private static Map<String, Object> row(List<String> keys, List<String> cells) {
        var row = new LinkedHashMap<String, Object>();
        for (int i = 0; i < keys.size(); i++) {
            row.put(keys.get(i), i < cells.size() ? value(cells.get(i)) : "");
        }
        return row;
    }

    /** Where the columns after the first one begin; empty if that is not certain. */
    private Optional<List<Integer>> bounds() {
        var bounds = new ArrayList<Integer>();
        for (int i = 1; i < titles.size(); i++) {
            var bound = bound(span(titles.get(i - 1)), span(titles.get(i)));
            if (bound.isEmpty()) {
                return Optional.empty();
            }
            bounds.add(bound.get());
        }
        return Optional.of(bounds);
    }

    private static boolean isCaption(String line) {
        return CAPTION.matcher(line.strip()).matches();
    }

    private static Span span(Titles.Title title) {
        return new Span(title.from(), title.to());
    }

    /** The gutter among several, as between values of several words, that is at an edge or is wider than the others. */
    private Optional<Integer> bound(Span left, Span right) {
        var gutters = grid.gutters(left.to(), right.from());
        if (gutters.size() <= 1) {
            return gutters.stream().map(Span::to).findFirst();
        }
        boolean endsHere = grid.isFlushRight(left) && gutters.getFirst().from() == left.to();
        boolean beginsHere = grid.isFlushLeft(right) && gutters.getLast().to() == right.from();
        if (endsHere != beginsHere) {
            return Optional.of(
                    endsHere ? gutters.getFirst().to() : gutters.getLast().to());
        }
        int widest = gutters.stream()
                .mapToInt(gutter -> gutter.to() - gutter.from())
                .max()
                .orElse(0);
        var wide = gutters.stream()
                .filter(gutter -> gutter.to() - gutter.from() == widest)
                .toList();
        return wide.size() == 1 ? Optional.of(wide.getFirst().to()) : Optional.empty();
    }

    private List<String> cut(int line, List<Integer> bounds) {
        var cells = new ArrayList<String>();
        int from = 0;
        for (int to : bounds) {
            cells.add(grid.text(line, new Span(from, to)));
            from = to;
        }
        cells.add(grid.text(line, new Span(from, grid.width())));
        return cells;
    }

    /** A word for each title, the last one taking the rest, if each is near enough to its title. */
    private List<String> counted(int line) {
        var words = grid.words(line);
        int count = titles.size();
        if (words.size() < count) {
            throw unfit(line);
        }
        var cells = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            var word = words.get(i);
            int before = i == 0 ? 0 : titles.get(i - 1).to();
            int after = i == count - 1 ? grid.width() : titles.get(i + 1).from();
            if (word.to() <= before || word.from() >= Math.max(after, before + 1)) {
                throw unfit(line);
            }
            cells.add(grid.text(line, i < count - 1 ? word : new Span(word.from(), grid.width())));
        }
        return cells;
    }

    private ReplyException unfit(int line) {
        return new ReplyException(
                "a line does not fit under its titles: " + quoted(lines.get(line)) + "\n  titles: "
                        + quoted(lines.getFirst()),
                REMEDY);
    }

    private static String quoted(String line) {
        var clean = CleanText.line(line.strip());
        return '"' + (clean.length() <= SHOWN ? clean : clean.substring(0, SHOWN) + "…") + '"';
    }

    private static Object value(String cell) {
        var number = cell.endsWith("%") ? cell.substring(0, cell.length() - 1) : cell;
        if (WHOLE.matcher(number).matches()) {
            return Long.valueOf(number);
        }
        return DECIMAL.matcher(number).matches() ? Double.valueOf(number) : cell;
    }

    /**
     * The titles over some columns of text, and where the columns lie. Titles stand over their columns, flush left or right; several
     * words may be one title ({@code Mounted on}, {@code CONTAINER ID}), and the first column may have none
     * ({@code free}).
     */
    private static final class Titles {
        /** Text that is never a title: an address, a number, a hardware address. A line with such text is a row. */
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

        private Titles(TextGrid grid) {
            this.grid = grid;
        }

        /** The titles in the first line of the grid over the lines that follow; empty if that line is a row itself. */
        static List<Title> of(TextGrid grid) {
            return new Titles(grid).titles();
        }

        private List<Title> titles() {
            var words = grid.words(0);
            if (words.stream()
                    .anyMatch(word -> VALUE.matcher(grid.text(0, word)).matches())) {
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

        /** Whether the first column has text but no title. */
        private boolean isUntitled(int first) {
            int gutter = grid.gutterBefore(first);
            return gutter > 0 && grid.hasText(0, gutter);
        }

        /** The titles: single words, and words that are one title together. */
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
            return isSpaced
                    || after.startsWith("Address")
                    || (grid.isBridged(left.to()) && !grid.hasRowOfAsManyWords());
        }

        /** Whether columns are three blanks apart, as docker and kubectl have them, so that one blank does not separate columns. */
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

        /** The title as a unique key. */
        static String key(String title, Set<String> taken) {
            var plain =
                    title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
            var key = plain.isEmpty() ? title : plain;
            var unique = key;
            for (int i = 2; !taken.add(unique); i++) {
                unique = key + "_" + i;
            }
            return unique;
        }
    }
}
