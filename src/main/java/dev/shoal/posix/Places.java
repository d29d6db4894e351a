package dev.shoal.posix;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The place of each value in a text, found while the text is read. */
final class Places {
    private final Cursor cursor;
    private final List<ShellPlace> found = new ArrayList<>();
    /** What the innermost brackets and quotes let in, first. */
    private final Deque<ShellPlace> around = new ArrayDeque<>();

    private boolean isUnclear;
    private boolean isAfterHeredoc;
    private boolean isReread;

    Places(Cursor cursor) {
        this.cursor = cursor;
    }

    int count() {
        return found.size();
    }

    /** Forgets what was found after the first ones: it is read again in another way. */
    void keep(int count) {
        found.subList(count, found.size()).clear();
    }

    /** What was found, when the whole text is known: variables that are computed later are safe for nothing odd. */
    List<ShellPlace> found() {
        return found.stream()
                .map(place -> isReread && place == ShellPlace.FREE ? ShellPlace.REREAD : place)
                .toList();
    }

    /** Everything up to the matching {@link #close} is inside of this. */
    void open(ShellPlace place) {
        around.push(place);
    }

    void close() {
        around.pop();
    }

    boolean isInside(ShellPlace place) {
        return around.contains(place);
    }

    /** Shells read what was just passed in different ways. */
    void markUnclear() {
        isUnclear = true;
    }

    void markHeredoc() {
        isAfterHeredoc = true;
    }

    /** The text computes or runs what a variable holds. */
    void markReread() {
        isReread = true;
    }

    /** What was found after the first ones is of this kind after all. */
    void change(int from, ShellPlace place) {
        found.subList(from, found.size()).replaceAll(_ -> place);
    }

    /** Reads the value at the cursor. */
    void take(ShellPlace own) {
        found.add(place(own));
        cursor.advance();
    }

    private ShellPlace place(ShellPlace own) {
        if (own == ShellPlace.NOWHERE || isInside(ShellPlace.NOWHERE)) {
            return ShellPlace.NOWHERE;
        }
        if (isAfterName()) {
            return ShellPlace.AFTER_NAME;
        }
        if (own == ShellPlace.NUMBER || isInside(ShellPlace.NUMBER)) {
            return ShellPlace.NUMBER;
        }
        if (isAfterHeredoc) {
            return ShellPlace.HEREDOC;
        }
        if (isUnclear) {
            return ShellPlace.UNCLEAR;
        }
        return own == ShellPlace.FREE && !around.isEmpty() ? around.getFirst() : own;
    }

    /** Whether the value would become a part of the name after a dollar sign, or follow the bare sign. */
    private boolean isAfterName() {
        int back = cursor.at() - 1;
        while (back >= 0 && (Character.isLetterOrDigit(cursor.charAt(back)) || cursor.charAt(back) == '_')) {
            back--;
        }
        return back >= 0 && cursor.charAt(back) == '$' && !isEscaped(back);
    }

    private boolean isEscaped(int at) {
        var backslashes = 0;
        while (at - backslashes > 0 && cursor.charAt(at - backslashes - 1) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }
}
