package dev.shoal.cli;

import dev.shoal.output.Format;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The format that the operator or else the configuration wants. */
final class Formats {
    /** What only a fold can be given. */
    static final List<Option> SHAPES = List.of(Option.LINEWISE, Option.DIFF, Option.SIMILAR, Option.FOLD);

    private Formats() {}

    /** For what commands answer, and for files. What was asked of this run counts more than what holds for all. */
    static Format ofCommands(OptionSet options, CommandContext context) throws UsageException {
        for (var some : List.of(options.beyond(context.options()), context.options())) {
            var format = of(some);
            if (format.isPresent()) {
                return format.get();
            }
        }
        return named(context.site().defaults().output());
    }

    /** The one asked for, by its name or by what only it can do. */
    private static Optional<Format> of(OptionSet some) throws UsageException {
        var word = some.last(Option.OUTPUT);
        var shape = SHAPES.stream().filter(some::has).findFirst();
        if (shape.isPresent() && some.has(Option.NO_LABELS)) {
            throw new UsageException(
                    Option.NO_LABELS.longName() + " and " + shape.get().longName()
                            + ": one of them, as -N leaves the host out of raw lines and a fold has none");
        }
        if (word.isEmpty()) {
            return shape.map(_ -> Format.FOLD).or(() -> unlabelled(some));
        }
        var format = named(word.get());
        if (shape.isPresent() && format != Format.FOLD) {
            throw new UsageException(shape.get().longName() + " and --output " + format.word()
                    + ": one of them, as the first is a way to fold and the second does not fold");
        }
        return Optional.of(format);
    }

    /** {@code -N} alone is raw output without labels, as with clush. */
    private static Optional<Format> unlabelled(OptionSet some) {
        return some.has(Option.NO_LABELS) ? Optional.of(Format.RAW) : Optional.empty();
    }

    /** For the rows of plugins: a table, unless another format that can show rows is wanted. */
    static Format ofRows(OptionSet options, CommandContext context) throws UsageException {
        return fitting(options, context, "collect", Format::isForRows);
    }

    /** For what a verb lists without a run: a table, unless another format that can show lists is wanted. */
    static Format ofLists(String verb, OptionSet options, CommandContext context) throws UsageException {
        return fitting(options, context, verb, Format::isForRows);
    }

    /** What was asked of this run must fit; what holds for all runs only counts where it does. */
    private static Format fitting(OptionSet options, CommandContext context, String verb, Predicate<Format> fits)
            throws UsageException {
        var asked = options.last(Option.OUTPUT);
        if (asked.isEmpty() || asked.equals(context.options().last(Option.OUTPUT))) {
            var usual = asked.isPresent() ? named(asked.get()) : usual(context, verb);
            return fits.test(usual) ? usual : Format.TABLE;
        }
        var format = named(asked.get());
        if (!fits.test(format)) {
            throw new UsageException("--output " + format.word() + " is for commands; " + verb + " has: "
                    + Arrays.stream(Format.values())
                            .filter(fits)
                            .map(Format::word)
                            .collect(Collectors.joining(" ")));
        }
        return format;
    }

    /** The configured format is for runs: a list stays a table. */
    private static Format usual(CommandContext context, String verb) {
        return verb.equals("collect")
                ? Format.of(context.site().defaults().output()).orElse(Format.TABLE)
                : Format.TABLE;
    }

    /**
     * The format that was asked for what comes out of a line: by the verb before a pipe, or for all lines. {@code none}
     * silences verbs, not values.
     *
     * @param own the options of the verb itself
     */
    static Optional<Format> ofValues(OptionSet own, CommandContext context) throws UsageException {
        var word = own.last(Option.OUTPUT)
                .or(() -> context.options().last(Option.OUTPUT))
                .filter(format -> !format.equals(Format.NONE.word()));
        return word.isPresent() ? Optional.of(named(word.get())) : Optional.empty();
    }

    /** The configured format, where it can show rows, for runs and rows that come out of a line. */
    static Optional<Format> usualOfValues(CommandContext context) throws UsageException {
        return Optional.of(named(context.site().defaults().output())).filter(Format::isForRows);
    }

    private static Format named(String word) throws UsageException {
        var format = Format.of(word);
        if (format.isPresent()) {
            return format.get();
        }
        if (word.startsWith("-") || word.contains("=")) {
            throw new UsageException(
                    "-o " + word + ": -o is --output here; put options for ssh into a file and name it with -F");
        }
        throw new UsageException("not a valid format: " + word + "; formats: " + Format.words());
    }
}
