package dev.shoal.shell;

import dev.shoal.cli.CommandContext;
import dev.shoal.cli.Verb;
import dev.shoal.cli.Verbs;
import dev.shoal.script.Language;
import dev.shoal.script.MemberCompletions;
import dev.shoal.script.Words;
import dev.shoal.shell.Completions.Quoting;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Completes a line; the place of the cursor decides which words fit. */
final class Completer {
    private static final String PIPE = " |> ";
    /** {@code name = } and {@code def name = }, after which a line begins anew. */
    private static final Pattern ASSIGNMENT = Pattern.compile("\\s*(?:def\\s+)?[A-Za-z_]\\w*\\s*=(?![=~])\\s*");

    private static final Pattern NAME_AT_END = Pattern.compile("(?<![\\w.$'\"])[A-Za-z_]\\w*$");

    private final CommandContext context;
    private final VerbWords verbWords;
    private final Candidates candidates;

    Completer(CommandContext context) {
        this.context = context;
        this.candidates = new Candidates(context);
        this.verbWords = new VerbWords(candidates);
    }

    /** How the line can go on. */
    Completions at(String head) {
        var start = lineStart(head);
        var line = head.substring(start);
        if (line.isEmpty()) {
            return Typed.of(start, "").with(firstWords(), Quoting.NONE);
        }
        return switch (line.charAt(0)) {
            case '?' -> Typed.of(start + 1, line.substring(1)).with(candidates.verbs(), Quoting.NONE);
            case '!' -> local(start, line);
            case '@' -> selection(start, line);
            case '#' -> Completions.none(head);
            case ':' -> verb(start + 1, line.substring(1), candidates.verbs(), Optional.empty());
            default -> verb(start, line, firstWords(), piped(head.substring(0, start)));
        };
    }

    /** After blanks, a local pipe and {@code name = }. */
    private static int lineStart(String head) {
        var start = 0;
        for (var pipe = Words.indexOutsideQuotes(head, PIPE); pipe >= 0; ) {
            start += pipe + PIPE.length();
            pipe = Words.indexOutsideQuotes(head.substring(start), PIPE);
        }
        var assignment = ASSIGNMENT.matcher(head).region(start, head.length());
        if (assignment.lookingAt()) {
            start = assignment.end();
        }
        while (start < head.length() && isBlank(head.charAt(start))) {
            start++;
        }
        return start;
    }

    private List<Completion> firstWords() {
        var words = new ArrayList<>(candidates.verbs());
        words.addAll(variables());
        return words;
    }

    private List<Completion> variables() {
        return context.values().names().stream()
                .map(name -> new Completion(name, "", "variables", false))
                .toList();
    }

    /** The verb whose value is {@code it} after this text; empty unless the text is a single local pipe. */
    private static Optional<String> piped(String before) {
        var pipe = Words.indexOutsideQuotes(before, PIPE);
        if (pipe < 0 || Words.indexOutsideQuotes(before.substring(pipe + PIPE.length()), PIPE) >= 0) {
            return Optional.empty();
        }
        var source = before.substring(lineStart(before.substring(0, pipe)), pipe);
        return Optional.of(source.split("\\s", 2)[0]);
    }

    private Completions verb(int start, String line, List<Completion> firstWords, Optional<String> piped) {
        var end = 0;
        while (end < line.length() && !isBlank(line.charAt(end))) {
            end++;
        }
        var name = line.substring(0, end);
        if (end == line.length() && name.matches("[\\w-]*")) {
            return Typed.of(start, name).with(firstWords, Quoting.NONE);
        }
        var verb = end == line.length() ? Optional.<Verb>empty() : Verbs.find(name);
        var value = value(line);
        if (value.isEmpty() && verb.isPresent()) {
            return verbWords.at(verb.get(), line.substring(end), start + end);
        }
        return Language.RESERVED.contains(name) && value.isEmpty()
                ? Completions.none(line)
                : groovy(start, line, piped);
    }

    /** The text after an open hash and brace, which is to be a value; empty where none is open. */
    private static Optional<String> value(String line) {
        var open = line.lastIndexOf("#{");
        return open >= 0 && line.indexOf('}', open) < 0 ? Optional.of(line.substring(open + 2)) : Optional.empty();
    }

    private Completions groovy(int start, String line, Optional<String> piped) {
        var name = NAME_AT_END.matcher(line);
        if (!name.find()) {
            var part = line.substring(line.lastIndexOf('.') + 1);
            var members = MemberCompletions.after(line, context.values()::get, piped).stream()
                    .map(member -> new Completion(member, "", "members", false))
                    .toList();
            return Typed.of(start + line.length() - part.length(), part).with(members, Quoting.NONE);
        }
        return Typed.of(start + name.start(), name.group()).with(variables(), Quoting.NONE);
    }

    private Completions selection(int start, String line) {
        var depth = 0;
        for (var i = 0; i < line.length(); i++) {
            var c = line.charAt(i);
            depth += c == '[' || c == '(' ? 1 : c == ']' || c == ')' ? -1 : 0;
            if (depth <= 0 && isBlank(c)) {
                return groovyValue(start, line);
            }
        }
        return candidates.atLineStart(Typed.of(start, line));
    }

    private Completions groovyValue(int start, String line) {
        return value(line).isPresent() ? groovy(start, line, Optional.empty()) : Completions.none(line);
    }

    private Completions local(int start, String line) {
        var word = VerbWords.last(line.substring(1), start + 1);
        var words = word.with(candidates.files(word.plain(), false), Quoting.WORDS);
        // in quotes the shell would take ~ and $ as they are
        return word.plain().startsWith("~") || word.plain().startsWith("$")
                ? word.with(
                        words.candidates().stream()
                                .filter(one -> words.typed(one.text(), false).equals(one.text()))
                                .toList(),
                        Quoting.WORDS)
                : words;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
