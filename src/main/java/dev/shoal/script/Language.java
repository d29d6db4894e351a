package dev.shoal.script;

import java.util.Set;

/**
 * The language of the prompt: what a line means depends on its text and on the names of the verbs only, never on what
 * exists at the moment. Safe for many threads.
 */
public final class Language {
    /** Every name that is or may become a verb: none of them ever means anything else at the start of a line. */
    public static final Set<String> RESERVED = Set.of(
            ("again alias answer auth bg cancel check collect common copy diff drop edit exec exit fg get help history"
                            + " hosts jobs keeper less local log plugins put quarantine rows run save script sh show"
                            + " source ssh stop sudo tail time trust undo use wait watch why")
                    .split(" "));

    private Language() {}

    /** What the line is. Blanks round it do not matter. */
    public static Line classify(String line) {
        var text = line.strip();
        if (text.isEmpty() || text.startsWith("#") || text.startsWith("//")) {
            return new Line.Nothing();
        }
        if (text.startsWith("@")) {
            return selection(text);
        }
        if (text.startsWith("$ ")) {
            return new Line.Verb("exec", text.substring(2));
        }
        var name = firstWord(text.startsWith(":") ? text.substring(1) : text);
        if (RESERVED.contains(name)) {
            return new Line.Verb(name, text.substring(text.indexOf(name) + name.length()));
        }
        return new Line.Groovy(text);
    }

    /** Whether the text wants another line before it means anything: a quote or a heredoc is still open. */
    public static boolean isUnfinished(String text) {
        return Words.isOpen(text);
    }

    private static String firstWord(String text) {
        var end = 0;
        while (end < text.length() && !isBlank(text.charAt(end))) {
            end++;
        }
        return text.substring(0, end);
    }

    /** The nodeset ends at the first blank outside brackets and parentheses. */
    private static Line selection(String text) {
        var depth = 0;
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '[' || c == '(') {
                depth++;
            } else if (c == ']' || c == ')') {
                depth--;
            } else if (depth <= 0 && isBlank(c)) {
                return new Line.RunOn(text.substring(0, i), text.substring(i).strip());
            }
        }
        return new Line.Target(text);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
