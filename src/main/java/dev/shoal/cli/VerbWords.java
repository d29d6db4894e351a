package dev.shoal.cli;

import dev.shoal.cli.Completions.Quoting;
import dev.shoal.script.Words;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.util.Map.entry;

/** How the words behind a verb go on: its options, their values, and what the verb works on. */
final class VerbWords {
    /** What the words of a verb are. */
    private enum Kind {
        NODESET,
        PLUGIN,
        FILE,
        ANSWER,
        VERB
    }

    /** Here and not in the verbs, because some words mean something before their verb is built. */
    private static final Map<String, Kind> KINDS = Map.ofEntries(
            entry("use", Kind.NODESET),
            entry("again", Kind.NODESET),
            entry("hosts", Kind.NODESET),
            entry("collect", Kind.PLUGIN),
            entry("put", Kind.FILE),
            entry("get", Kind.FILE),
            entry("run", Kind.FILE),
            entry("source", Kind.FILE),
            entry("save", Kind.FILE),
            entry("less", Kind.ANSWER),
            entry("help", Kind.VERB));

    private final Candidates candidates;

    VerbWords(Candidates candidates) {
        this.candidates = candidates;
    }

    /**
     * How the line goes on.
     *
     * @param rest everything behind the verb's name
     * @param start where that begins in the line
     */
    Completions at(Verb verb, String rest, int start) {
        var word = last(rest, start);
        var before = Words.of(rest.substring(0, word.start() - start));
        Optional<Option> awaited = Optional.empty();
        var optionsEnded = false;
        for (var earlier : before) {
            var text = earlier.text();
            if (awaited.isPresent()) {
                awaited = Optional.empty();
            } else if (!optionsEnded && text.startsWith("-") && !text.equals("--")) {
                awaited = option(verb, text).filter(option -> !option.label().isEmpty());
            } else if (text.equals("--") || verb.isRaw()) {
                optionsEnded = true;
            }
        }
        if (awaited.isPresent()) {
            return value(awaited.get(), word);
        }
        if (!optionsEnded && word.plain().startsWith("-")) {
            return options(verb, word);
        }
        boolean hasNoMore = verb.isRaw() && (optionsEnded || !KINDS.containsKey(verb.name()));
        return hasNoMore ? word.with(List.of(), Quoting.NONE) : operand(verb, word);
    }

    /** The word that a text ends with; an empty one behind a blank. */
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
            case COLOR -> word.with(candidates.whens(), Quoting.NONE);
            default -> word.with(List.of(), Quoting.NONE);
        };
    }

    private Completions operand(Verb verb, Typed word) {
        return switch (KINDS.get(verb.name())) {
            case NODESET -> candidates.nodeset(word);
            case PLUGIN -> word.with(candidates.plugins(), Quoting.NONE);
            case FILE -> files(word, false);
            case ANSWER -> word.with(candidates.answers(), Quoting.NONE);
            case VERB -> word.with(candidates.verbs(), Quoting.NONE);
            case null -> word.with(List.of(), Quoting.NONE);
        };
    }

    private Completions files(Typed word, boolean onlyDirectories) {
        return word.with(candidates.files(word.plain(), onlyDirectories), Quoting.WORDS);
    }
}
