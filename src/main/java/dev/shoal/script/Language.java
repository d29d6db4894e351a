package dev.shoal.script;

import dev.shoal.inventory.Expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

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

    private static final String PIPE = " |> ";
    private static final Pattern ASSIGNMENT = Pattern.compile(
            "(?<def>def\\s+)?(?<name>[A-Za-z_][A-Za-z0-9_]*)\\s*=(?![=~])\\s*(?<value>.*)", Pattern.DOTALL);
    /**
     * {@code @Name(} is an annotation with arguments; these have none, and are no likely names of groups. Sets of a run are
     * none.
     */
    private static final Pattern ANNOTATION = Pattern.compile(
            "@(?!(?:exit|match)\\()(?:[A-Za-z_][A-Za-z0-9_.]*\\(.*|(?:groovy\\.|java\\.|Field|CompileStatic|CompileDynamic|TypeChecked|Canonical"
                    + "|Immutable|ToString|EqualsAndHashCode|TupleConstructor|MapConstructor|Sortable|Singleton|Lazy"
                    + "|Delegate|Memoized|Override|Deprecated|Newify|Category|Mixin|Builder|TailRecursive|Trait|Grab)"
                    + "\\b.*)",
            Pattern.DOTALL);

    private Language() {}

    /** What the line is. Blanks round it do not matter. */
    public static Line classify(String line) {
        var text = line.strip();
        if (text.isEmpty() || text.startsWith("#") || text.startsWith("//")) {
            return new Line.Nothing();
        }
        if (text.startsWith("=")) {
            return new Line.Groovy(text.substring(1).strip());
        }
        if (text.startsWith("?")) {
            return new Line.Help(text.substring(1).strip());
        }
        if (text.startsWith("!")) {
            return new Line.Local(text.substring(1).strip());
        }
        if (text.startsWith(":")) {
            return forced(text.substring(1).strip());
        }
        var plain = plain(text);
        return plain instanceof Line.Groovy ? assignment(text) : piped(plain);
    }

    /** Whether the text wants another line before it means anything: a quote, a heredoc or a bracket is still open. */
    public static boolean isUnfinished(String text) {
        return switch (unkept(classify(text))) {
            case Line.Verb verb -> ShellText.isOpen(verb.rest());
            case Line.RunOn on -> ShellText.isOpen(on.text());
            case Line.Local local -> ShellText.isOpen(local.text());
            case Line.Groovy groovy -> GroovySyntax.isUnfinished(groovy.text());
            default -> false;
        };
    }

    /** Whether the text only gives a name a value, which nobody wants to read again. */
    public static boolean isAssignment(String groovy) {
        return ASSIGNMENT.matcher(groovy.strip()).matches();
    }

    private static Line unkept(Line line) {
        return switch (line) {
            case Line.Keep keep -> unkept(keep.line());
            case Line.Pipe pipe -> unkept(pipe.line());
            default -> line;
        };
    }

    /** A target, a verb, or else Groovy. */
    private static Line plain(String text) {
        if (text.startsWith("@")) {
            return ANNOTATION.matcher(text).matches() ? new Line.Groovy(text) : selection(text);
        }
        if (text.startsWith("$ ")) {
            return new Line.Verb("exec", text.substring(2));
        }
        var name = firstWord(text);
        if (RESERVED.contains(name) && !isAssigned(text)) {
            return new Line.Verb(name, text.substring(name.length()));
        }
        return new Line.Groovy(text);
    }

    private static boolean isAssigned(String text) {
        return ASSIGNMENT.matcher(text).matches();
    }

    private static Line forced(String text) {
        var name = firstWord(text);
        if (!RESERVED.contains(name)) {
            return new Line.Mistake(":" + name + ": there is no such verb. The verbs: help");
        }
        return piped(new Line.Verb(name, text.substring(name.length())));
    }

    /** {@code name = verb …}, or what stays Groovy. */
    private static Line assignment(String text) {
        var match = ASSIGNMENT.matcher(text);
        if (!match.matches()) {
            return new Line.Groovy(text);
        }
        var name = match.group("name");
        var value = match.group("value");
        if (RESERVED.contains(name)) {
            return new Line.Mistake(name + " is the name of a verb and cannot be assigned; choose another name");
        }
        return switch (plain(value)) {
            case Line.Groovy _ -> new Line.Groovy(text);
            case Line.Target target ->
                new Line.Mistake("nothing to run on " + target.nodeset() + "; write " + name + " = " + target.nodeset()
                        + " uptime, or " + name + " = hosts " + target.nodeset());
            case Line line -> new Line.Keep(name, piped(line));
        };
    }

    private static Line piped(Line line) {
        return switch (line) {
            case Line.Verb verb -> {
                var parts = parts(verb.rest());
                yield pipe(new Line.Verb(verb.name(), parts.getFirst()), parts);
            }
            case Line.RunOn on -> {
                var parts = parts(on.text());
                yield pipe(new Line.RunOn(on.nodeset(), parts.getFirst()), parts);
            }
            default -> line;
        };
    }

    private static Line pipe(Line source, List<String> parts) {
        var stages = parts.subList(1, parts.size());
        if (stages.isEmpty()) {
            return source;
        }
        if (stages.stream().anyMatch(String::isBlank)) {
            return new Line.Mistake(
                    "a pipe with nothing behind it; write an expression of `it`, as |> it.failed*.host");
        }
        return new Line.Pipe(source, stages);
    }

    private static List<String> parts(String text) {
        var parts = new ArrayList<String>();
        var rest = text.endsWith(" |>") ? text + " " : text;
        for (var at = Words.indexOutsideQuotes(rest, PIPE); at >= 0; at = Words.indexOutsideQuotes(rest, PIPE)) {
            parts.add(rest.substring(0, at));
            rest = rest.substring(at + PIPE.length());
        }
        parts.add(parts.isEmpty() ? text : rest.strip());
        return parts;
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
        int end = Expression.end(text);
        if (end < text.length()) {
            return new Line.RunOn(text.substring(0, end), text.substring(end).strip());
        }
        return new Line.Target(text);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n';
    }
}
