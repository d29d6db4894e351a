package dev.shoal.script;

import dev.shoal.nodeset.Expression;
import dev.shoal.posix.ShellText;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The language of the prompt: what a line means depends on its text and on the names of the verbs only, never on what
 * exists at the moment. Safe for many threads.
 */
public final class Language {
    /** All names that are or may become verbs; at the start of a line they always mean the verb. */
    public static final Set<String> RESERVED = Set.of(
            ("again alias answer auth bg cancel check collect common copy diff drop edit exec exit fg get help history"
                            + " hosts jobs keeper less local log plugins put quarantine rows run save script sh show"
                            + " source ssh stop sudo tail time trust undo use wait watch why")
                    .split(" "));

    /** Verbs whose words are text for a shell, after their options. */
    private static final Set<String> SHELL_VERBS = Set.of("exec", "local", "sudo", "bg");
    /** Verbs that are rarely the name of a program on a host. */
    private static final Set<String> NO_PROGRAMS = Set.of(
            "again collect get hosts keeper plugins put quarantine rollout rows run show undo use why".split(" "));

    /** What a stage of a pipe may begin with that needs no Groovy; a blank or the end follows. */
    public static final List<String> PIPE_WORDS = List.of("where", "sort", "top", "save", "less");

    private static final String PIPE = " |> ";
    private static final Pattern ASSIGNMENT = Pattern.compile(
            "(?<def>def\\s+)?(?<name>[A-Za-z_][A-Za-z0-9_]*)\\s*=(?![=~])\\s*(?<value>.*)", Pattern.DOTALL);
    /**
     * Annotations: {@code @Name(} has arguments; the others are known names that are unlikely names of groups. Sets of a run,
     * as {@code @exit(1)}, are not annotations.
     */
    private static final Pattern ANNOTATION = Pattern.compile(
            "@(?!(?:exit|match)\\()(?:[A-Za-z_][A-Za-z0-9_.]*\\(.*|(?:groovy\\.|java\\.|Field|CompileStatic|CompileDynamic|TypeChecked|Canonical"
                    + "|Immutable|ToString|EqualsAndHashCode|TupleConstructor|MapConstructor|Sortable|Singleton|Lazy"
                    + "|Delegate|Memoized|Override|Deprecated|Newify|Category|Mixin|Builder|TailRecursive|Trait|Grab)"
                    + "\\b.*)",
            Pattern.DOTALL);

    private Language() {}

    /** Finds where the text for a shell begins after the name of a verb: after its options. */
    @FunctionalInterface
    public interface ShellTextStart {
        /** The offset; empty if the options are invalid, so that the line will be refused. */
        OptionalInt of(String verb, String rest);
    }

    /** The kind of the line. Blanks around it are ignored. */
    public static Line classify(String line) {
        var text = Words.stripped(line);
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
            return new Line.Local(text.substring(1).stripLeading());
        }
        if (text.startsWith(":")) {
            return forced(text.substring(1).stripLeading());
        }
        var plain = plain(text);
        return plain instanceof Line.Groovy ? assignment(text) : piped(plain);
    }

    /** Whether the words of the verb are text for a shell. */
    public static boolean isForShell(String verb) {
        return SHELL_VERBS.contains(verb);
    }

    /** Whether the text is finished, or needs another line because a quote, a heredoc or a bracket is open. */
    public static End end(String text, ShellTextStart start) {
        return end(unkept(classify(text)), start);
    }

    private static End end(Line line, ShellTextStart start) {
        return switch (line) {
            case Line.Pipe pipe -> {
                var end = end(pipe.line(), start);
                yield end.kind() == End.Kind.OPEN
                        ? new End(End.Kind.DOUBT, "the text before |> is not finished")
                        : end.kind() == End.Kind.WHOLE
                                        && isUnfinished(pipe.stages().getLast())
                                ? End.OPEN
                                : end;
            }
            case Line.Verb verb when isForShell(verb.name()) -> shellEnd(verb.name(), verb.rest(), start);
            case Line.Verb verb -> Words.isOpen(verb.rest()) ? End.OPEN : End.WHOLE;
            case Line.RunOn on -> shellEnd("exec", on.text(), start);
            case Line.Local local -> shellEnd("local", local.text(), start);
            case Line.Groovy groovy -> GroovySyntax.isUnfinished(groovy.text()) ? End.OPEN : End.WHOLE;
            default -> End.WHOLE;
        };
    }

    /** The word that a stage of a pipe is; empty where the stage is Groovy. */
    public static Optional<String> pipeWord(String stage) {
        return Optional.of(firstWord(stage)).filter(PIPE_WORDS::contains);
    }

    private static boolean isUnfinished(String stage) {
        var word = pipeWord(stage).orElse("");
        var rest = stage.substring(word.length());
        var isGroovy = word.isEmpty() || word.equals("where");
        return isGroovy ? GroovySyntax.isUnfinished(rest) : Words.isOpen(rest);
    }

    private static End shellEnd(String verb, String rest, ShellTextStart start) {
        var at = start.of(verb, rest);
        if (at.isEmpty()) {
            return End.WHOLE;
        }
        if (at.getAsInt() == rest.length()) {
            return Words.isOpen(rest) ? End.OPEN : End.WHOLE;
        }
        try {
            var text =
                    ShellText.of(Placeholders.of(rest.substring(at.getAsInt())).shell());
            return switch (text.end()) {
                case WHOLE -> End.WHOLE;
                case OPEN -> End.OPEN;
                case DOUBT -> new End(End.Kind.DOUBT, text.problem());
            };
        } catch (ScriptException e) { // reported when the line runs
            return End.WHOLE;
        }
    }

    /** Whether the text only assigns a value to a name, so that the value need not be shown. */
    public static boolean isAssignment(String groovy) {
        return ASSIGNMENT.matcher(groovy.strip()).matches();
    }

    private static Line unkept(Line line) {
        return line instanceof Line.Keep keep ? unkept(keep.line()) : line;
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
            return new Line.Mistake("unknown command: " + name + "; see help");
        }
        return piped(new Line.Verb(name, text.substring(name.length())));
    }

    /** {@code name = verb …}, or Groovy. */
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
                var parts = isForShell(verb.name()) ? shellParts(verb.rest()) : parts(verb.rest());
                yield pipe(new Line.Verb(verb.name(), parts.getFirst()), parts);
            }
            case Line.RunOn on -> {
                var parts = shellParts(on.text());
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
            return new Line.Mistake("|> needs an expression of `it`, e.g. |> it.failed*.host");
        }
        return new Line.Pipe(source, stages);
    }

    /** A pipe in text for a shell is one only where a shell would read a pipe: not in quotes, heredocs, comments. */
    private static List<String> shellParts(String text) {
        try {
            var placeholders = Placeholders.of(text);
            var pipe = ShellText.of(placeholders.shell()).pipe();
            if (pipe.isEmpty()) {
                return List.of(text);
            }
            int at = placeholders.offset(pipe.getAsInt());
            var parts = new ArrayList<>(List.of(text.substring(0, at)));
            parts.addAll(parts(text.substring(Math.min(at + PIPE.length(), text.length()))));
            parts.set(1, parts.get(1).strip());
            return parts;
        } catch (ScriptException e) { // reported when the line runs
            return List.of(text);
        }
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
            return onHosts(text.substring(0, end), Words.stripped(text.substring(end)));
        }
        return new Line.Target(text);
    }

    private static Line onHosts(String nodeset, String text) {
        var name = firstWord(text);
        var rest = text.substring(name.length());
        if (name.equals("exec") && rest.strip().startsWith("-")) {
            return new Line.Mistake(
                    nodeset + " runs what follows it on the hosts, so exec is not needed: " + nodeset + rest);
        }
        if (NO_PROGRAMS.contains(name)) {
            return new Line.Mistake(nodeset + " runs what follows it on the hosts, and " + name
                    + " is a verb of Shoal: " + name + " -w " + nodeset + rest
                    + ". To run a program of that name: exec -w " + nodeset + " " + text);
        }
        return new Line.RunOn(nodeset, text);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n';
    }

    /**
     * Whether a line is finished at the end of its text.
     *
     * @param problem why that is not certain, for an operator; otherwise empty
     */
    public record End(Kind kind, String problem) {
        static final End WHOLE = new End(Kind.WHOLE, "");
        static final End OPEN = new End(Kind.OPEN, "");

        /** Finished, unfinished, or not certain. */
        public enum Kind {
            WHOLE,
            /** It continues in the next line. */
            OPEN,
            /** It may continue: neither it nor the next line may run. */
            DOUBT
        }
    }
}
