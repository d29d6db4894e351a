package dev.shoal.shell;

import dev.shoal.shell.Completions.Quoting;

import java.util.List;

/**
 * A word that is being typed, up to the cursor.
 *
 * @param start where it begins, as an offset into the line
 * @param raw as it stands there
 * @param plain without its quotes and backslashes
 */
record Typed(int start, String raw, String plain) {
    static Typed of(int start, String text) {
        return new Typed(start, text, text);
    }

    /** The word from that place of its plain text on; the word itself where quotes are in the way. */
    Typed from(int offset) {
        return raw.equals(plain) ? of(start + offset, plain.substring(offset)) : this;
    }

    /** These candidates, as far as they begin with the word. */
    Completions with(List<Completion> all, Quoting quoting) {
        var fitting = all.stream()
                .filter(candidate -> candidate.text().startsWith(plain))
                .toList();
        return new Completions(start, raw, plain, fitting, quoting);
    }
}
