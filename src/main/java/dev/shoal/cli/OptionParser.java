package dev.shoal.cli;

import dev.shoal.text.Nearest;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Reads options off the front of some words. */
final class OptionParser {
    private final String verb;
    private final Set<Option> options;
    private final boolean stopAtFirstWord;
    private final boolean takesDashes;

    /**
     * A parser of these options.
     *
     * @param verb whose options they are, as messages call it
     * @param stopAtFirstWord whether the first word that is no option ends them, so that everything behind it stays as it is
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
        return new OptionParser(verb.name(), verb.options(), verb.isRaw(), verb.takesDashes());
    }

    /** What was read, and the words that are left. */
    record Parsed(OptionSet given, List<String> words) {}

    Parsed parse(List<String> args) throws UsageException {
        try {
            var result = new CommandLine(spec()).parseArgs(autostepFirst(args).toArray(String[]::new));
            var given = new EnumMap<Option, List<String>>(Option.class);
            for (var option : options) {
                var matched = result.matchedOption(option.names().getFirst());
                if (matched != null) {
                    given.put(option, matched.originalStringValues());
                }
            }
            List<String> words = result.matchedPositionalValue(0, List.of());
            return new Parsed(new OptionSet(given), words);
        } catch (UnmatchedArgumentException e) {
            throw new UsageException(unknown(e.getUnmatched().getFirst()), e);
        } catch (MissingParameterException e) {
            throw new UsageException(missing(e), e);
        } catch (ParameterException e) {
            throw new UsageException(place() + e.getMessage(), e);
        }
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

    private CommandSpec spec() {
        var spec = CommandSpec.create().name(verb);
        // a word that begins with @ is a group here, not a file of arguments
        spec.parser()
                .expandAtFiles(false)
                .stopAtPositional(stopAtFirstWord)
                .unmatchedOptionsArePositionalParams(takesDashes)
                .posixClusteredShortOptionsAllowed(!takesDashes)
                .overwrittenOptionsAllowed(true)
                .allowOptionsAsOptionParameters(false)
                .aritySatisfiedByAttachedOptionParam(true);
        for (var option : options) {
            spec.addOption(spec(option));
        }
        spec.addPositional(PositionalParamSpec.builder()
                .arity("0..*")
                .index("0..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .build());
        return spec;
    }

    private static OptionSpec spec(Option option) {
        var builder = OptionSpec.builder(option.names().toArray(String[]::new));
        if (option.label().isEmpty()) {
            return builder.arity("0").type(boolean.class).build();
        }
        return builder.arity("1")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .paramLabel(option.label())
                .build();
    }

    private String unknown(String word) {
        var name = word.startsWith("--") && word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
        if (Option.LATER.contains(name)) {
            var elsewhere = name.equals("-v") ? ", but for the hosts themselves: hosts -v" : "";
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

    /** What a message begins with: the verb, save where the program's name says enough. */
    private String place() {
        return isFront() ? "" : verb + ": ";
    }

    private String missing(MissingParameterException e) {
        var names = e.getMissing().stream()
                .flatMap(arg -> arg instanceof OptionSpec option ? Stream.of(option) : Stream.empty())
                .map(option -> option.longestName() + " wants a value: " + option.paramLabel())
                .toList();
        return place() + (names.isEmpty() ? e.getMessage() : names.getFirst());
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
