package dev.shoal.cli;

import dev.shoal.cli.Streams.Colour;
import dev.shoal.fleet.FanOutOptions;
import dev.shoal.output.FoldStyle;
import dev.shoal.output.RenderOptions;
import dev.shoal.output.RenderOptions.Labels;
import dev.shoal.output.RenderOptions.LedgerWhen;
import dev.shoal.text.Durations;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** The values of options, read from their text; what makes no sense is refused by the option's name. */
final class OptionValues {
    private final OptionSet given;

    OptionValues(OptionSet given) {
        this.given = given;
    }

    ConnectOptions reach() throws UsageException {
        return new ConnectOptions(
                given.last(Option.SSH_CONFIG).map(Path::of),
                given.last(Option.USER),
                port(),
                given.all(Option.IDENTITY).stream().map(Path::of).toList(),
                given.last(Option.KNOWN_HOSTS).map(Path::of),
                given.last(Option.PASSWORD_FILE).map(Path::of),
                given.has(Option.ASK_PASSWORD));
    }

    /** The options of the fan-out, the configuration's where none is given. */
    FanOutOptions fanOut(FanOutOptions defaults) throws UsageException {
        var fanout = given.last(Option.FANOUT);
        return new FanOutOptions(
                fanout.isPresent() ? number(Option.FANOUT, fanout.get(), 1, 100_000) : defaults.fanout(),
                duration(Option.CONNECT_TIMEOUT).orElse(defaults.connectTimeout()),
                limit(Option.TIMEOUT, defaults.timeout()),
                limit(Option.DEADLINE, defaults.deadline()),
                defaults.keepBytes());
    }

    /** What every format obeys. */
    RenderOptions rendering() throws UsageException {
        return new RenderOptions(
                okExits(),
                given.has(Option.QUIET) ? LedgerWhen.TROUBLE : LedgerWhen.ALWAYS,
                given.has(Option.NO_LABELS) ? Labels.HIDDEN : Labels.SHOWN,
                foldStyle());
    }

    private FoldStyle foldStyle() throws UsageException {
        if (given.has(Option.LINEWISE) && given.has(Option.DIFF)) {
            throw new UsageException("-L and --diff: one of them, as they are two ways to show groups");
        }
        var shape = given.has(Option.LINEWISE)
                ? FoldStyle.Shape.LINES
                : given.has(Option.DIFF) ? FoldStyle.Shape.DIFF : FoldStyle.Shape.GROUPS;
        return new FoldStyle(shape, given.has(Option.SIMILAR) ? FoldStyle.Likeness.SIMILAR : FoldStyle.Likeness.SAME);
    }

    /** The exit statuses that count as ok. */
    Set<Integer> okExits() throws UsageException {
        var text = given.last(Option.OK_EXIT);
        if (text.isEmpty()) {
            return Set.of(0);
        }
        var exits = new TreeSet<Integer>();
        for (var word : text.get().split(",", -1)) {
            exits.add(number(Option.OK_EXIT, word.strip(), 0, 255));
        }
        return exits;
    }

    Colour colour() throws UsageException {
        var word = given.last(Option.COLOR).orElse("auto");
        return switch (word) {
            case "auto" -> Colour.AUTO;
            case "always" -> Colour.ALWAYS;
            case "never" -> Colour.NEVER;
            default -> throw new UsageException("--color " + word + ": auto, always or never is wanted");
        };
    }

    private OptionalInt port() throws UsageException {
        var text = given.last(Option.PORT);
        return text.isPresent() ? OptionalInt.of(number(Option.PORT, text.get(), 1, 65_535)) : OptionalInt.empty();
    }

    private Optional<Duration> limit(Option option, Optional<Duration> otherwise) throws UsageException {
        var time = duration(option);
        if (time.isEmpty()) {
            return otherwise;
        }
        return time.filter(limit -> !limit.isZero());
    }

    private Optional<Duration> duration(Option option) throws UsageException {
        var text = given.last(option);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Durations.parse(text.get()));
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    String.join(", ", option.names()) + " needs a " + option.label() + ": " + e.getMessage(), e);
        }
    }

    private static int number(Option option, String text, int least, int most) throws UsageException {
        try {
            var number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new UsageException(wanted(option, text, least, most), e);
        }
        throw new UsageException(wanted(option, text, least, most));
    }

    private static String wanted(Option option, String text, int least, int most) {
        return option.longName() + " " + text + ": a whole number from " + least + " to " + most + " is wanted";
    }

    /** Refuses values that make no sense; of options that need each other's absence, all complaints at once. */
    void check() throws UsageException {
        fanOut(new FanOutOptions(1, Duration.ZERO, Optional.empty(), Optional.empty(), 0)); // only options are checked
        rendering();
        var problems = new ArrayList<String>();
        if (given.has(Option.STDIN) && given.has(Option.STDIN_FILE)) {
            problems.add("--stdin and --stdin-file: one of them, as there is one standard input");
        }
        if (given.has(Option.STDIN) && given.all(Option.HOSTFILE).contains("-")) {
            problems.add("--stdin and --hostfile -: both would read standard input");
        }
        if (!problems.isEmpty()) {
            throw UsageException.ofAll(problems);
        }
    }
}
