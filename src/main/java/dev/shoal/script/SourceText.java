package dev.shoal.script;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A Groovy text, and how messages point into it.
 *
 * @param name the name of its file in stack frames
 * @param text all of it
 * @param kind where it comes from
 */
record SourceText(String name, String text, Kind kind) {
    /** The name of a dollar without a name. */
    static final String NO_NAME = "$";

    private static final Set<String> VERBS = Set.of("exec", "sudo", "bg");

    /** Where a text comes from. */
    enum Kind {
        /** A line that was typed. */
        LINE,
        /** An expression in a line that was typed. */
        EXPRESSION,
        /** A file, which messages name. */
        FILE
    }

    /** The place in the script that is running, e.g. {@code restart.groovy:3: }; empty for a typed line. */
    static String calledAt() {
        return StackWalker.getInstance().walk(frames -> frames.map(StackWalker.StackFrame::toStackTraceElement)
                .filter(frame -> String.valueOf(frame.getFileName()).endsWith(".groovy"))
                .filter(frame -> !Interpreter.isLine(String.valueOf(frame.getFileName())))
                .findFirst()
                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber() + ": ")
                .orElse(""));
    }

    /**
     * A message with its place.
     *
     * @param line from 1; 0 if it is not known
     * @param column from 1; 0 if it is not known
     */
    String at(int line, int column, String message) {
        var lines = text.lines().toList();
        var isKnown = line >= 1 && line <= lines.size();
        var place = in(line);
        if (!isKnown || (kind != Kind.FILE && column < 1 && lines.size() == 1)) {
            return place + message;
        }
        return place + message + "\n" + pointed(lines, line, column);
    }

    /** The start of a message: the file and the line, as {@code restart.groovy:3: }; empty for a typed line. */
    String in(int line) {
        var isKnown = line >= 1 && line <= text.lines().count();
        return kind == Kind.FILE ? name + (isKnown ? ":" + line : "") + ": " : "";
    }

    private static String pointed(List<String> lines, int line, int column) {
        var code = lines.get(line - 1).replace('\t', ' ');
        var caret = column < 1 ? "" : "\n  " + " ".repeat(Math.min(column - 1, code.length())) + "^";
        return "  " + code + caret;
    }

    /**
     * A hint: a backslash or quotes that a command for the hosts needs. Empty if the line needs neither.
     *
     * @param name the unknown name; {@link #NO_NAME} for a dollar without a name; empty for other errors
     */
    String hint(int line, String name) {
        var lines = text.lines().toList();
        var code = line >= 1 && line <= lines.size() ? lines.get(line - 1).strip() : "";
        var dollar = dollar(code.isEmpty() && lines.size() == 1 ? text.strip() : code, name);
        if (!dollar.isEmpty()) {
            return dollar;
        }
        return kind == Kind.FILE ? quotes(code) : "";
    }

    /** The line with a backslash before each dollar that the host should see, if it is in double quotes. */
    private static String dollar(String code, String name) {
        if (name.isEmpty() || !code.contains("\"")) {
            return "";
        }
        var meant = name.equals(NO_NAME) ? "(?![A-Za-z_{])" : "(?=\\{?" + Pattern.quote(name) + "\\b)";
        var at = Pattern.compile("(?<!\\\\)\\$" + meant).matcher(code);
        return at.find()
                ? "\na $ that is not part of a Groovy name needs a \\ before it: " + at.replaceAll("\\\\\\$")
                : "";
    }

    /** The command with the quotes that it lacks. */
    private static String quotes(String code) {
        var words = code.split("\\s+", 2);
        if (words.length < 2 || !VERBS.contains(words[0]) || "('\"".indexOf(words[1].charAt(0)) >= 0) {
            return "";
        }
        return Quoted.literal(words[1])
                .map(literal -> "\nin a script the text needs quotes: " + words[0] + " " + literal)
                .orElse("");
    }
}
