package dev.shoal.shell;

import dev.shoal.cli.CommandContext;
import dev.shoal.cli.Option;
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
        if (line.isEmpty() && !isStage(head.substring(0, start))) {
            return Typed.of(start, "").with(firstWords(), Quoting.NONE);
        }
        return switch (line.isEmpty() ? ' ' : line.charAt(0)) {
            case '?' -> Typed.of(start + 1, line.substring(1)).with(candidates.verbs(), Quoting.NONE);
            case '!' -> local(start, line);
            case '@' -> selection(start, line);
            case '#' -> Completions.none(head);
            case ':' -> verb(start + 1, line.substring(1), candidates.verbs(), Optional.empty());
            default -> afterBlanks(head, start, line);
        };
    }

    private Completions afterBlanks(String head, int start, String line) {
        var before = head.substring(0, start);
        if (!isStage(before)) {
            return verb(start, line, firstWords(), Optional.empty());
        }
        var word = Language.pipeWord(line);
        if (word.isPresent() && line.length() > word.get().length()) {
            return argument(
                    word.get(),
                    VerbWords.last(
                            line.substring(word.get().length()),
                            start + word.get().length()));
        }
        var words = new ArrayList<>(candidates.pipeWords());
        words.addAll(variables());
        return verb(start, line, words, piped(before));
    }

    /** Whether the text ends with a pipe. */
    private static boolean isStage(String before) {
        return before.stripTrailing().endsWith(PIPE.strip());
    }

    /** Of a word that needs no Groovy. */
    private Completions argument(String word, Typed typed) {
        return switch (word) {
            case "save" -> typed.with(candidates.files(typed.plain(), false), Quoting.WORDS);
            case "sort" ->
                (typed.plain().startsWith("-") ? typed.from(1) : typed).with(candidates.columns(), Quoting.NONE);
            case "where", "top" -> typed.with(candidates.columns(), Quoting.NONE);
            default -> typed.with(List.of(), Quoting.NONE);
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

    /** Completes the words after a verb: its options, their values, and what the verb works on. */
    static final class VerbWords {
        private final Candidates candidates;

        VerbWords(Candidates candidates) {
            this.candidates = candidates;
        }

        /**
         * How the line goes on.
         *
         * @param rest everything after the verb's name
         * @param start where that begins in the line
         */
        Completions at(Verb verb, String rest, int start) {
            var word = last(rest, start);
            var before = Words.of(rest.substring(0, word.start() - start));
            Optional<Option> awaited = Optional.empty();
            var operands = new ArrayList<String>();
            var optionsEnded = false;
            for (var earlier : before) {
                var text = earlier.text();
                if (awaited.isPresent()) {
                    awaited = Optional.empty();
                } else if (!optionsEnded && text.startsWith("-") && !text.equals("--")) {
                    awaited =
                            option(verb, text).filter(option -> !option.label().isEmpty());
                } else if (text.equals("--") || verb.has(Verb.Trait.RAW)) {
                    optionsEnded = true;
                } else {
                    operands.add(text);
                }
            }
            if (awaited.isPresent()) {
                return value(awaited.get(), word);
            }
            if (!optionsEnded && word.plain().startsWith("-")) {
                return options(verb, word);
            }
            boolean hasNoMore = verb.has(Verb.Trait.RAW) && (optionsEnded || verb.operand() == Verb.Operand.NONE);
            return hasNoMore ? word.with(List.of(), Quoting.NONE) : operand(verb, operands, word);
        }

        /** The word that a text ends with; an empty one after a blank. */
        static Typed last(String text, int start) {
            var words = Words.of(text);
            if (words.isEmpty() || words.getLast().end() < text.length()) {
                return Typed.of(start + text.length(), "");
            }
            var word = words.getLast();
            return new Typed(start + word.start(), text.substring(word.start()), word.text());
        }

        private static Optional<Option> option(Verb verb, String name) {
            return verb.options().stream()
                    .filter(option -> option.names().contains(name))
                    .findFirst();
        }

        /** An option's name, or {@code --name=value}. */
        private Completions options(Verb verb, Typed word) {
            var equals = word.plain().indexOf('=');
            if (equals < 0) {
                return word.with(candidates.options(verb), Quoting.NONE);
            }
            return option(verb, word.plain().substring(0, equals))
                    .map(option -> value(option, word.from(equals + 1)))
                    .orElse(word.with(List.of(), Quoting.NONE));
        }

        private Completions value(Option option, Typed word) {
            if (option.label().equals("EXPR")) {
                return candidates.nodeset(word);
            }
            if (option.isPath()) {
                return files(word, option.label().equals("DIR"));
            }
            return switch (option) {
                case GROUP -> word.with(candidates.groupNames(), Quoting.NONE);
                case OUTPUT -> word.with(candidates.formats(), Quoting.NONE);
                case FAIL_ON -> word.with(candidates.levels(), Quoting.NONE);
                case COLOR -> word.with(candidates.whens(), Quoting.NONE);
                default -> word.with(List.of(), Quoting.NONE);
            };
        }

        private Completions operand(Verb verb, List<String> before, Typed word) {
            return switch (verb.operand()) {
                case NODESET -> candidates.nodeset(word);
                case PLUGIN -> plugin(before, word);
                case PLUGIN_WORK -> word.with(candidates.pluginWork(before), Quoting.NONE);
                case FILE -> files(word, false);
                case REPLY -> word.with(candidates.answers(), Quoting.NONE);
                case VERB -> word.with(candidates.verbs(), Quoting.NONE);
                case NONE -> word.with(List.of(), Quoting.NONE);
            };
        }

        /** After a plugin its parameters, then more plugins; after an equals sign the values. */
        private Completions plugin(List<String> before, Typed word) {
            var key = before.stream().filter(text -> text.indexOf('=') < 0).reduce((_, last) -> last);
            var equals = word.plain().indexOf('=');
            if (equals >= 0) {
                var values =
                        key.map(plugin -> candidates.values(plugin, word.plain().substring(0, equals)));
                return word.from(equals + 1).with(values.orElse(List.of()), Quoting.NONE);
            }
            var all = new ArrayList<Completion>();
            key.ifPresent(plugin -> all.addAll(candidates.params(plugin)));
            all.addAll(candidates.plugins());
            return word.with(all, Quoting.NONE);
        }

        private Completions files(Typed word, boolean onlyDirectories) {
            return word.with(candidates.files(word.plain(), onlyDirectories), Quoting.WORDS);
        }
    }
}
