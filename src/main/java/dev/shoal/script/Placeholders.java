package dev.shoal.script;

import dev.shoal.posix.ShellText;

import java.util.ArrayList;
import java.util.List;

/**
 * A text split at its <code>#{…}</code>. One with an odd number of backslashes before it is literal and loses one backslash.
 *
 * @param parts texts and values alternately; the first and the last are texts
 * @param shell the text for a shell parser, in which each value is one character
 * @param offsets where each character of {@code shell} is in the text, and then the length of the text; empty if the offsets are the same
 */
record Placeholders(List<Part> parts, String shell, List<Integer> offsets) {
    Placeholders {
        parts = List.copyOf(parts);
        offsets = List.copyOf(offsets);
    }

    sealed interface Part {
        record Text(String text) implements Part {}

        /** An expression; {@code column} is where it begins, from 1. */
        record Value(String expression, int column) implements Part {}
    }

    /**
     * Splits the text.
     *
     * @throws ScriptException if a <code>#{</code> is not closed or empty, with its column
     */
    static Placeholders of(String text) throws ScriptException {
        int noCharacter = text.indexOf(ShellText.VALUE);
        if (noCharacter >= 0) {
            throw new ScriptException("column " + (noCharacter + 1) + ": U+FFFF is not a character");
        }
        if (!Template.isOne(text)) {
            return new Placeholders(List.of(new Part.Text(text)), text, List.of());
        }
        var parts = new ArrayList<Part>();
        var shell = new StringBuilder();
        var offsets = new ArrayList<Integer>();
        var plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.startsWith("\\#{", i) && !isEscaped(text, i)) {
                plain.append("#{");
                shell.append("#{");
                offsets.add(i);
                offsets.add(i + 2);
                i += 2;
                continue;
            }
            offsets.add(i);
            if (text.startsWith("#{", i)) {
                parts.add(new Part.Text(plain.toString()));
                plain.setLength(0);
                var end = closing(text, i);
                parts.add(new Part.Value(text.substring(i + 2, end).strip(), i + 1));
                shell.append(ShellText.VALUE);
                i = end;
                continue;
            }
            plain.append(text.charAt(i));
            shell.append(text.charAt(i));
        }
        parts.add(new Part.Text(plain.toString()));
        offsets.add(text.length());
        return new Placeholders(parts, shell.toString(), offsets);
    }

    /** Where a character of the shell's text is in the whole text. */
    int offset(int inShell) {
        return offsets.isEmpty() ? inShell : offsets.get(inShell);
    }

    private static boolean isEscaped(String text, int at) {
        var first = at;
        while (first > 0 && text.charAt(first - 1) == '\\') {
            first--;
        }
        return (at - first) % 2 == 1;
    }

    /** The offset of the brace that closes the one at {@code start + 1}; braces and quotes of the expression nest. */
    static int closing(String text, int start) throws ScriptException {
        var depth = 0;
        for (int i = start + 1; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '\'' || c == '"') {
                i = Words.closing(text, i + 1, c);
            } else if (c == '{') {
                depth++;
            } else if (c == '}' && --depth == 0) {
                if (text.substring(start + 2, i).isBlank()) {
                    throw new ScriptException("column " + (start + 1) + ": #{} is empty; write a Groovy expression");
                }
                return i;
            }
        }
        throw new ScriptException("column " + (start + 1) + ": #{ is not closed by }; a literal one is \\#{");
    }
}
