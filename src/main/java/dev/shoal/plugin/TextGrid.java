package dev.shoal.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Lines as a grid of characters; the first line has the titles. A tab goes to the next multiple of eight. */
final class TextGrid {
    private static final int TAB = 8;

    private final List<int[]> lines;
    private final int width;

    TextGrid(List<String> lines) {
        this.lines = lines.stream().map(TextGrid::expanded).toList();
        this.width = this.lines.stream().mapToInt(line -> line.length).max().orElse(0);
    }

    /** A range of places; the end is exclusive. */
    record Span(int from, int to) {}

    private static int[] expanded(String line) {
        var places = new ArrayList<Integer>();
        line.codePoints().forEach(c -> {
            if (c == '\t') {
                do {
                    places.add((int) ' ');
                } while (places.size() % TAB != 0);
            } else {
                places.add(Character.isWhitespace(c) ? ' ' : c);
            }
        });
        while (!places.isEmpty() && places.getLast() == ' ') {
            places.removeLast();
        }
        return places.stream().mapToInt(Integer::intValue).toArray();
    }

    int rows() {
        return lines.size() - 1;
    }

    int width() {
        return width;
    }

    String text(int line, Span span) {
        var code = lines.get(line);
        int from = Math.min(span.from(), code.length);
        return new String(code, from, Math.max(0, Math.min(span.to(), code.length) - from)).strip();
    }

    List<Span> words(int line) {
        var words = new ArrayList<Span>();
        for (int from = 0; from < lines.get(line).length; from++) {
            int to = from;
            while (isText(line, to)) {
                to++;
            }
            if (to > from) {
                words.add(new Span(from, to));
                from = to;
            }
        }
        return words;
    }

    private boolean isText(int line, int place) {
        return place >= 0 && place < lines.get(line).length && lines.get(line)[place] != ' ';
    }

    /** Whether a row has text between these places. */
    boolean hasText(int from, int to) {
        for (int line = 1; line < lines.size(); line++) {
            if (!text(line, new Span(from, to)).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Whether every row, and the titles, are blank there. */
    boolean isGutter(int place) {
        for (int line = 0; line < lines.size(); line++) {
            if (isText(line, place)) {
                return false;
            }
        }
        return true;
    }

    /** The last place left of this one that is blank in every row; -1 if every place has text. */
    int gutterBefore(int place) {
        int at = place - 1;
        while (at >= 0 && !isGutter(at)) {
            at--;
        }
        return at;
    }

    /** Whether a row has a word across this place of the blank between two titles. */
    boolean isBridged(int blank) {
        for (int line = 1; line < lines.size(); line++) {
            if (isText(line, blank)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a row has a word under each of two titles that are one blank apart, and a blank under theirs. */
    boolean standApart(Span left, Span right) {
        for (int line = 1; line < lines.size(); line++) {
            if (!isText(line, left.to())
                    && !text(line, left).isEmpty()
                    && !text(line, right).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Whether some row has as many words as the line of titles. */
    boolean hasRowOfAsManyWords() {
        int count = words(0).size();
        return IntStream.range(1, lines.size()).anyMatch(line -> words(line).size() == count);
    }

    /** The ranges between these places that are blank in every line. */
    List<Span> gutters(int from, int to) {
        var gutters = new ArrayList<Span>();
        for (int at = from; at < to; at++) {
            int end = at;
            while (end < to && isGutter(end)) {
                end++;
            }
            if (end > at) {
                gutters.add(new Span(at, end));
                at = end;
            }
        }
        return gutters;
    }

    /** Whether all rows that have text under the title begin it where the title begins. */
    boolean isFlushLeft(Span title) {
        return isFlush(title, title.from(), title.from() - 1);
    }

    /** Whether all rows that have text under the title end it where the title ends. */
    boolean isFlushRight(Span title) {
        return isFlush(title, title.to() - 1, title.to());
    }

    private boolean isFlush(Span title, int edge, int beyond) {
        for (int line = 1; line < lines.size(); line++) {
            if (!text(line, title).isEmpty() && (!isText(line, edge) || isText(line, beyond))) {
                return false;
            }
        }
        return hasText(title.from(), title.to());
    }
}
