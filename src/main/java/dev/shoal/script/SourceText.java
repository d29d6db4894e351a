package dev.shoal.script;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A text in Groovy and how messages point into it.
 *
 * @param name of its file, as stack frames call it
 * @param text all of it
 * @param kind where it stands
 */
record SourceText(String name, String text, Kind kind) {
    private static final Pattern COMMAND = Pattern.compile("(?<first>[a-z./][\\w./+-]*)(?:\\s.*)?", Pattern.DOTALL);
    private static final Set<String> KEYWORDS = Set.of(
            ("def var if for while do try switch return throw import package class interface enum record trait assert"
                            + " new final static public private protected true false null this super int long double boolean"
                            + " float byte short char void println print")
                    .split(" "));

    /** Where a text stands. */
    enum Kind {
        /** Typed: the author sees it. */
        LINE,
        /** Typed inside of something else. */
        EXPRESSION,
        /** In a file, which has a name. */
        FILE
    }

    /**
     * A message with its place.
     *
     * @param line from 1; 0 where it is not known
     * @param column from 1; 0 where it is not known
     */
    String at(int line, int column, String message) {
        var lines = text.lines().toList();
        var isKnown = line >= 1 && line <= lines.size();
        var place = kind == Kind.FILE ? name + (isKnown ? ":" + line : "") + ": " : "";
        if (!isKnown || (kind != Kind.FILE && column < 1 && lines.size() == 1)) {
            return place + message;
        }
        return place + message + "\n" + pointed(lines, line, column);
    }

    private static String pointed(List<String> lines, int line, int column) {
        var code = lines.get(line - 1).replace('\t', ' ');
        var caret = column < 1 ? "" : "\n  " + " ".repeat(Math.min(column - 1, code.length())) + "^";
        return "  " + code + caret;
    }

    /** What the author may have meant: a command for the hosts. Empty where nothing looks like that. */
    String hint(int line) {
        var lines = text.lines().toList();
        if (kind == Kind.FILE) {
            return line >= 1 && line <= lines.size()
                    ? quotes(lines.get(line - 1).strip())
                    : "";
        }
        var match = COMMAND.matcher(text.strip());
        if (kind == Kind.EXPRESSION
                || lines.size() != 1
                || text.matches("(?s)\\s*\\w+\\s*=.*")
                || !match.matches()
                || KEYWORDS.contains(match.group("first"))) {
            return "";
        }
        return "\nto run it on the hosts: exec " + text.strip();
    }

    private static String quotes(String code) {
        var words = code.split("\\s+", 2);
        if (words.length < 2 || !Set.of("exec", "sudo", "bg").contains(words[0]) || words[1].startsWith("(")) {
            return "";
        }
        return "\nin a script the text wants quotes: " + words[0] + " '" + words[1] + "'";
    }
}
