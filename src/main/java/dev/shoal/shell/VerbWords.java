package dev.shoal.shell;

import dev.shoal.cli.Option;
import dev.shoal.cli.Verb;
import dev.shoal.script.Words;
import dev.shoal.shell.Completions.Quoting;

import java.util.List;
import java.util.Optional;

/** Completes the words after a verb: its options, their values, and what the verb works on. */
final class VerbWords {
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
        var optionsEnded = false;
        for (var earlier : before) {
            var text = earlier.text();
            if (awaited.isPresent()) {
                awaited = Optional.empty();
            } else if (!optionsEnded && text.startsWith("-") && !text.equals("--")) {
                awaited = option(verb, text).filter(option -> !option.label().isEmpty());
            } else if (text.equals("--") || verb.has(Verb.Trait.RAW)) {
                optionsEnded = true;
            }
        }
        if (awaited.isPresent()) {
            return value(awaited.get(), word);
        }
        if (!optionsEnded && word.plain().startsWith("-")) {
            return options(verb, word);
        }
        boolean hasNoMore = verb.has(Verb.Trait.RAW) && (optionsEnded || verb.operand() == Verb.Operand.NONE);
        return hasNoMore ? word.with(List.of(), Quoting.NONE) : operand(verb, word);
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
            case COLOR -> word.with(candidates.whens(), Quoting.NONE);
            default -> word.with(List.of(), Quoting.NONE);
        };
    }

    private Completions operand(Verb verb, Typed word) {
        return switch (verb.operand()) {
            case NODESET -> candidates.nodeset(word);
            case PLUGIN -> word.with(candidates.plugins(), Quoting.NONE);
            case FILE -> files(word, false);
            case REPLY -> word.with(candidates.answers(), Quoting.NONE);
            case VERB -> word.with(candidates.verbs(), Quoting.NONE);
            case NONE -> word.with(List.of(), Quoting.NONE);
        };
    }

    private Completions files(Typed word, boolean onlyDirectories) {
        return word.with(candidates.files(word.plain(), onlyDirectories), Quoting.WORDS);
    }
}
