package dev.shoal.cli;

import dev.shoal.text.Nearest;
import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the options of a verb from its words, by the usual rules: {@code -qN} is {@code -q -N}, a value may be attached as in
 * {@code -w@web} and {@code --on=@web}, and {@code --} ends the options.
 */
final class OptionParser {
    private final String verb;
    private final Set<Option> options;
    private final boolean stopAtFirstWord;
    private final boolean takesDashes;

    /**
     * A parser of these options.
     *
     * @param verb whose options they are, as messages call it
     * @param stopAtFirstWord whether the first other word ends them, so that everything after it stays as it is
     */
    OptionParser(String verb, Set<Option> options, boolean stopAtFirstWord) {
        this(verb, options, stopAtFirstWord, false);
    }

    private OptionParser(String verb, Set<Option> options, boolean stopAtFirstWord, boolean takesDashes) {
        this.verb = verb;
        this.options = options;
        this.stopAtFirstWord = stopAtFirstWord;
        this.takesDashes = takesDashes;
    }

    /** A parser of the verb's options. */
    static OptionParser of(Verb verb) {
        return new OptionParser(verb.name(), verb.options(), verb.has(Verb.Trait.RAW), verb.has(Verb.Trait.DASHES));
    }

    /** What was read, and the words that are left. */
    record Parsed(OptionSet options, List<String> words) {}

    Parsed parse(List<String> args) throws UsageException {
        return new Reading(autostepFirst(args)).read();
    }

    /** One pass over some words. */
    private final class Reading {
        private final Deque<String> left;
        private final Map<Option, List<String>> values = new EnumMap<>(Option.class);
        private final List<String> words = new ArrayList<>();

        Reading(List<String> args) {
            this.left = new ArrayDeque<>(args);
        }

        Parsed read() throws UsageException {
            while (!left.isEmpty()) {
                var word = left.removeFirst();
                if (word.equals("--")) {
                    break;
                }
                if (word.startsWith("-") && word.length() > 1 && isOption(word)) {
                    continue;
                }
                words.add(word);
                if (stopAtFirstWord) {
                    break;
                }
            }
            words.addAll(left);
            return new Parsed(new OptionSet(values), words);
        }

        /** Takes the word, and perhaps the next one, as an option; false where it is a word of the verb that has a dash. */
        private boolean isOption(String word) throws UsageException {
            var equals = word.indexOf('=');
            var isLong = word.startsWith("--");
            var name = isLong && equals > 0 ? word.substring(0, equals) : word;
            var option = named(name);
            if (option.isPresent()) {
                take(option.get(), name.length() < word.length() ? word.substring(equals + 1) : null);
                return true;
            }
            if (takesDashes) {
                return false;
            }
            if (isLong) {
                throw new UsageException(unknown(word));
            }
            takeLetters(word);
            return true;
        }

        /** Several letters after one dash; the first that has a value takes what follows it. */
        private void takeLetters(String word) throws UsageException {
            for (int i = 1; i < word.length(); i++) {
                var name = "-" + word.charAt(i);
                var option = named(name).orElseThrow(() -> new UsageException(unknown(name)));
                var rest = word.substring(i + 1);
                if (!option.label().isEmpty() && !rest.isEmpty()) {
                    take(option, rest.startsWith("=") ? rest.substring(1) : rest);
                    return;
                }
                take(option, null);
            }
        }

        private void take(Option option, @Nullable String attached) throws UsageException {
            var value = attached;
            if (option.label().isEmpty()) {
                if (attached != null) {
                    throw new UsageException(place() + option.longName() + " has no value; leave out =" + attached);
                }
                value = "";
            } else if (attached == null) {
                var next = left.peekFirst();
                if (next == null || next.equals("--") || named(next).isPresent()) {
                    throw new UsageException(place() + option.longName() + " needs a value: " + option.label());
                }
                value = left.removeFirst();
            }
            values.computeIfAbsent(option, _ -> new ArrayList<>()).add(String.valueOf(value));
        }
    }

    private Optional<Option> named(String name) {
        return options.stream().filter(option -> option.names().contains(name)).findFirst();
    }

    /** nodeset's habit, {@code -f --autostep=3 EXPR}: there -f takes no value. */
    private List<String> autostepFirst(List<String> args) {
        var name = Option.AUTOSTEP.names().getFirst() + "=";
        if (!options.contains(Option.AUTOSTEP)) {
            return args;
        }
        var sorted = new ArrayList<String>();
        args.stream().filter(word -> word.startsWith(name)).forEach(sorted::add);
        args.stream().filter(word -> !word.startsWith(name)).forEach(sorted::add);
        return sorted;
    }

    private String unknown(String word) {
        var name = word.startsWith("--") && word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
        if (Option.LATER.contains(name)) {
            var elsewhere = name.equals("-v") ? "; to see where hosts come from: hosts -v" : "";
            return place() + name + " is not in this version" + elsewhere;
        }
        var known = options.stream().flatMap(option -> option.names().stream()).toList();
        var near = Nearest.to(name, name.length() > 2 ? known : List.of()) // any letter is near to any other
                .map(nearest -> "; did you mean " + nearest + "? ")
                .orElse(". ");
        return place() + "unknown option " + name + near + "Its options: shoal " + helpWords();
    }

    private boolean isFront() {
        return verb.equals("shoal");
    }

    private String helpWords() {
        return isFront() ? "--help" : verb + " --help";
    }

    /** What a message begins with: the verb, except before any verb. */
    private String place() {
        return isFront() ? "" : verb + ": ";
    }

    /** The options as help shows them, under their sections' names. */
    String help() {
        Map<String, List<String>> sections = new LinkedHashMap<>();
        for (var option : options) {
            var names = String.join(", ", option.names());
            var left = "  " + names + (option.label().isEmpty() ? "" : " " + option.label());
            sections.computeIfAbsent(option.section(), _ -> new ArrayList<>())
                    .add("%-32s %s".formatted(left, option.help()));
        }
        var text = new StringBuilder();
        sections.forEach((section, lines) -> text.append(section)
                .append(":\n")
                .append(String.join("\n", lines))
                .append('\n'));
        return text.toString();
    }
}
