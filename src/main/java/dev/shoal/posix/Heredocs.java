package dev.shoal.posix;

import java.util.ArrayDeque;
import java.util.Deque;

/** The heredocs of a text: each begins after the line that names its end (POSIX.1-2024, Shell Command Language 2.7.4). */
final class Heredocs {
    private final Cursor cursor;
    private final Places places;
    private final Deque<Deque<Heredoc>> pending = new ArrayDeque<>();

    Heredocs(Cursor cursor, Places places) {
        this.cursor = cursor;
        this.places = places;
        pending.push(new ArrayDeque<>());
    }

    private record Heredoc(String end, boolean skipsTabs, boolean isBare) {}

    void add(String end, boolean skipsTabs, boolean isBare) {
        pending.getFirst().add(new Heredoc(end, skipsTabs, isBare));
    }

    boolean isAnyPending() {
        return pending.stream().anyMatch(level -> !level.isEmpty());
    }

    /** A substitution has heredocs of its own. */
    void enterSubstitution() {
        pending.push(new ArrayDeque<>());
    }

    void leaveSubstitution() throws ShellEnd {
        if (!pending.pop().isEmpty()) {
            throw ShellEnd.doubt("a heredoc begins in $(…) and its text comes after it");
        }
    }

    /** A line that ends inside a command: shells handle a heredoc there differently. */
    void requireNone() throws ShellEnd {
        if (isAnyPending()) {
            throw ShellEnd.doubt("a line ends inside quotes or brackets after <<");
        }
    }

    /** Reads the texts that begin here. */
    void read() throws ShellEnd {
        var here = pending.getFirst();
        if (here.isEmpty()) {
            requireNone();
            return;
        }
        places.markHeredoc();
        while (!here.isEmpty()) {
            read(here.getFirst());
            here.removeFirst();
        }
    }

    private void read(Heredoc heredoc) throws ShellEnd {
        var isContinued = false;
        while (true) {
            var start = cursor.at();
            var end = cursor.lineEnd();
            while (cursor.at() < end) {
                if (cursor.peek() == ShellText.VALUE) {
                    places.take(ShellPlace.HEREDOC);
                } else {
                    cursor.advance();
                }
            }
            var line = cursor.from(start);
            var isEnd = (heredoc.skipsTabs() ? line.replaceFirst("^\t+", "") : line).equals(heredoc.end());
            if (isEnd && isContinued) {
                throw ShellEnd.doubt("the end of a heredoc after a line that ends with a backslash");
            }
            if (isEnd) {
                return;
            }
            if (cursor.isAtEnd()) {
                throw ShellEnd.open();
            }
            isContinued = heredoc.isBare() && isContinued(line);
            cursor.advance();
        }
    }

    private static boolean isContinued(String line) {
        int last = line.length();
        while (last > 0 && line.charAt(last - 1) == '\\') {
            last--;
        }
        return (line.length() - last) % 2 == 1;
    }
}
