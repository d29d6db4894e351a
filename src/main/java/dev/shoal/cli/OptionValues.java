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
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** The values of options, read from their text; what makes no sense is refused by the option's name. */
final class OptionValues {
    private final OptionSet options;

    OptionValues(OptionSet options) {
        this.options = options;
    }

    ConnectOptions reach() throws UsageException {
        return new ConnectOptions(
                options.last(Option.SSH_CONFIG).map(Path::of),
                options.last(Option.USER),
                port(),
                options.all(Option.IDENTITY).stream().map(Path::of).toList(),
                options.last(Option.KNOWN_HOSTS).map(Path::of),
                options.last(Option.PASSWORD_FILE).map(Path::of),
                options.has(Option.ASK_PASSWORD));
    }

    /** The options of the fan-out, the configuration's where none is given. */
    FanOutOptions fanOut(FanOutOptions defaults) throws UsageException {
        var fanout = options.last(Option.FANOUT);
        return new FanOutOptions(
                fanout.isPresent() ? number(Option.FANOUT.longName(), fanout.get(), 1, 100_000) : defaults.fanout(),
                duration(Option.CONNECT_TIMEOUT).orElse(defaults.connectTimeout()),
                limit(Option.TIMEOUT, defaults.timeout()),
                limit(Option.DEADLINE, defaults.deadline()),
                defaults.keepBytes());
    }

    /** What every format obeys. */
    RenderOptions rendering() throws UsageException {
        return new RenderOptions(
                okExits(),
                options.has(Option.QUIET) ? LedgerWhen.TROUBLE : LedgerWhen.ALWAYS,
                options.has(Option.NO_LABELS) ? Labels.HIDDEN : Labels.SHOWN,
                foldStyle());
    }

    private FoldStyle foldStyle() throws UsageException {
        if (options.has(Option.LINEWISE) && options.has(Option.DIFF)) {
            throw new UsageException("-L and --diff: one of them, as they are two ways to show groups");
        }
        var shape = options.has(Option.LINEWISE)
                ? FoldStyle.Shape.LINES
                : options.has(Option.DIFF) ? FoldStyle.Shape.DIFF : FoldStyle.Shape.GROUPS;
        return new FoldStyle(shape, options.has(Option.SIMILAR) ? FoldStyle.Likeness.SIMILAR : FoldStyle.Likeness.SAME);
    }

    /** The exit statuses that count as ok. */
    Set<Integer> okExits() throws UsageException {
        var text = options.last(Option.OK_EXIT);
        if (text.isEmpty()) {
            return Set.of(0);
        }
        var exits = new TreeSet<Integer>();
        for (var word : text.get().split(",", -1)) {
            exits.add(number(Option.OK_EXIT.longName(), word.strip(), 0, 255));
        }
        return exits;
    }

    Colour colour() throws UsageException {
        var word = options.last(Option.COLOR).orElse(Colour.AUTO.word());
        return Arrays.stream(Colour.values())
                .filter(colour -> colour.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new UsageException("not a valid --color: " + word + "; write " + Colour.words()));
    }

    private OptionalInt port() throws UsageException {
        var text = options.last(Option.PORT);
        return text.isPresent()
                ? OptionalInt.of(number(Option.PORT.longName(), text.get(), 1, 65_535))
                : OptionalInt.empty();
    }

    private Optional<Duration> limit(Option option, Optional<Duration> otherwise) throws UsageException {
        var time = duration(option);
        if (time.isEmpty()) {
            return otherwise;
        }
        return time.filter(limit -> !limit.isZero());
    }

    private Optional<Duration> duration(Option option) throws UsageException {
        var text = options.last(option);
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

    /**
     * A whole number.
     *
     * @param name what needs it, as messages call it
     */
    static int number(String name, String text, int least, int most) throws UsageException {
        if (text.matches("[0-9]{1,10}")) {
            var number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return (int) number;
            }
        }
        var range = most == Integer.MAX_VALUE ? "from " + least : "from " + least + " to " + most;
        throw new UsageException(name + " " + text + ": not a whole number " + range);
    }

    /** Refuses values that make no sense; of options that need each other's absence, all complaints at once. */
    void check() throws UsageException {
        fanOut(new FanOutOptions(1, Duration.ZERO, Optional.empty(), Optional.empty(), 0)); // only options are checked
        rendering();
        var problems = new ArrayList<String>();
        if (options.has(Option.STDIN) && options.has(Option.STDIN_FILE)) {
            problems.add("--stdin and --stdin-file: one of them, as there is one standard input");
        }
        if (options.has(Option.STDIN) && options.all(Option.HOSTFILE).contains("-")) {
            problems.add("--stdin and --hostfile -: both would read standard input");
        }
        if (!problems.isEmpty()) {
            throw UsageException.ofAll(problems);
        }
    }
}
