package dev.shoal.cli;

import dev.shoal.cli.Streams.Colour;
import dev.shoal.script.VerbFailure;
import dev.shoal.terminal.Screen;
import dev.shoal.text.CleanText;
import dev.shoal.text.Mask;
import dev.shoal.text.Utf8;
import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** The command line: the options before the verb, the verb, and the lines of {@code -c} or of standard input. */
public final class Cli {
    /** The options that may stand before the verb. */
    static final Set<Option> FRONT =
            Option.of("lines", "target", "ssh", "run", "command", "output", "text", "start", "help");

    private static final int DEMO_HOSTS = 8;
    private static final String ON_THIS_MACHINE =
            "shoal: demo --on-this-machine: commands for these hosts run on this machine, with your rights";

    private final Start.Opener opener;
    private final Streams streams;
    private final Interrupts interrupts;
    private final Optional<ShellFront> front;

    /** Without a shell: lines typed at a terminal are read as those of a file. */
    public Cli(Start.Opener opener, Streams streams, Interrupts interrupts) {
        this(opener, streams, interrupts, Optional.empty());
    }

    /**
     * A command line.
     *
     * @param front the shell, which has the keyboard where lines are typed
     */
    public Cli(Start.Opener opener, Streams streams, Interrupts interrupts, Optional<ShellFront> front) {
        this.front = front;
        this.opener = opener;
        this.streams = streams;
        this.interrupts = interrupts;
    }

    /** Does what the words say, and returns what the process should end with. Never throws for a mistake of the operator. */
    public int run(List<String> args) throws InterruptedException {
        try {
            return start(args);
        } catch (UsageException e) {
            streams.screen(Colour.NEVER).err(Screen.Text.of(CleanText.of(Mask.text(e.shown())) + "\n"));
            return ExitStatus.USAGE;
        }
    }

    private int start(List<String> args) throws UsageException, InterruptedException {
        var front = parseFront(args);
        var words = front.words();
        var demo = Optional.<Start.Demo>empty();
        if (!words.isEmpty() && words.getFirst().equals("demo")) {
            var hosts = demoHosts(words);
            var rest = words.subList(hasNumber(words) ? 2 : 1, words.size());
            var behind = parseFront(rest);
            front = new OptionParser.Parsed(front.options().with(behind.options()), behind.words());
            demo = Optional.of(new Start.Demo(hosts, front.options().has(Option.ON_THIS_MACHINE)));
        } else if (front.options().has(Option.ON_THIS_MACHINE)) {
            throw new UsageException("--on-this-machine is for the hosts of a demo: shoal demo --on-this-machine");
        }
        return dispatch(front.options(), front.words(), demo);
    }

    private static OptionParser.Parsed parseFront(List<String> args) throws UsageException {
        return new OptionParser("shoal", FRONT, true).parse(args);
    }

    private static boolean hasNumber(List<String> words) {
        return words.size() > 1 && words.get(1).matches("[0-9]+");
    }

    private static int demoHosts(List<String> words) throws UsageException {
        if (!hasNumber(words)) {
            return DEMO_HOSTS;
        }
        var text = words.get(1);
        var number = text.length() > 4 ? 0 : Integer.parseInt(text);
        if (number < 1 || number > 500) {
            throw new UsageException("demo " + text + ": not a number of hosts from 1 to 500");
        }
        return number;
    }

    private int dispatch(OptionSet options, List<String> words, Optional<Start.Demo> demo)
            throws UsageException, InterruptedException {
        if (options.has(Option.HELP)) {
            return new Help(screen(options)).all();
        }
        if (words.isEmpty() && !options.has(Option.LINE) && front.isPresent() && streams.isConversation()) {
            return converse(front.get(), options, demo);
        }
        if (words.isEmpty()) {
            var context = new CommandContext(
                    open(options, demo, Start.Length.MANY_LINES), streams, screen(options), interrupts, options);
            return delivered(
                    context,
                    options.has(Option.LINE) ? lines(context, options.all(Option.LINE)) : new LineInput(context).run());
        }
        if (options.has(Option.LINE)) {
            throw new UsageException("-c and the verb " + words.getFirst() + ": one of them");
        }
        var verb = Verbs.named(words.getFirst(), "shoal --help");
        var parsed = OptionParser.of(verb).parse(words.subList(1, words.size()));
        if (parsed.options().has(Option.HELP)) {
            return new Help(screen(options)).verb(verb);
        }
        requireKnown(options, verb);
        var all = options.with(parsed.options());
        var context = new CommandContext(open(all, demo, length(verb)), streams, screen(all), interrupts, options);
        if (!verb.has(Verb.Trait.MANY_JOBS)) {
            context.forOneVerb();
        }
        try {
            var paths = context.site().localPaths();
            var call = Verb.Invocation.of(all.local(paths), parsed.words());
            return delivered(context, verb.run(call, context).status());
        } catch (VerbFailure e) { // the Groovy of --where, stopped by the operator
            return new LineRunner(context).failed(e);
        }
    }

    private static Start.Length length(Verb verb) {
        return verb.has(Verb.Trait.MANY_JOBS) ? Start.Length.MANY_LINES : Start.Length.ONE_VERB;
    }

    /** An option before one verb belongs to that verb, which would ignore an unknown one silently. */
    private static void requireKnown(OptionSet front, Verb verb) throws UsageException {
        var known = EnumSet.copyOf(verb.options());
        known.addAll(Option.of("start"));
        known.add(Option.COLOR); // errors have colours, too
        var unknown = front.outside(known);
        if (!unknown.isEmpty()) {
            var names = unknown.stream().map(Option::longName).collect(Collectors.joining(", "));
            throw new UsageException(verb.name() + ": unknown option " + names + " before " + verb.name()
                    + ". Its options: shoal " + verb.name() + " --help");
        }
    }

    /** Output that stdout did not take is lost, which is a failure. */
    private static int delivered(CommandContext context, int status) {
        var failure = context.screen().failure();
        failure.ifPresent(e -> context.note("shoal: standard output cannot be written: " + e.getMessage()));
        return failure.isEmpty() || context.screen().isReaderGone()
                ? status
                : ExitStatus.worse(status, ExitStatus.FAILED);
    }

    private static int lines(CommandContext context, List<String> lines) throws InterruptedException {
        var worst = new LineRunner(context).runAll(lines);
        return context.leaving().orElse(worst);
    }

    /** The interactive shell. */
    private int converse(ShellFront shell, OptionSet options, Optional<Start.Demo> demo) throws UsageException {
        if (options.all(Option.HOSTFILE).contains("-")) {
            throw new UsageException("--hostfile -: the shell itself reads standard input; give a file");
        }
        var wide = streams.measuredBy(shell::columns);
        var screen = wide.screen(new OptionValues(options).colour());
        var context = new CommandContext(
                open(options, demo, Start.Length.MANY_LINES), wide, screen, interrupts, options, front);
        try {
            Targets.roster(context);
        } catch (UsageException e) {
            context.note(e.shown()); // the file may be mended while the shell runs
        }
        context.site().demo().ifPresent(hosts -> {
            context.note(hosts);
            context.note("Try: exec uptime, collect disk, @web systemctl is-active nginx, help");
        });
        return shell.run(context);
    }

    private Screen screen(OptionSet options) throws UsageException {
        return streams.screen(new OptionValues(options).colour());
    }

    private Site open(OptionSet options, Optional<Start.Demo> demo, Start.Length length) throws UsageException {
        if (demo.isPresent() && demo.get().onThisMachine()) {
            var screen = screen(options);
            screen.err(Screen.Text.of(screen.err().palette().bad(ON_THIS_MACHINE) + "\n"));
        }
        var dirs = new ArrayList<Path>();
        options.all(Option.CONF).forEach(dir -> dirs.add(Path.of(dir)));
        return opener.open(new Start(dirs, options.all(Option.SET), demo, length));
    }

    /** Lines from standard input, where no line editor is at hand: a file, a pipe, or a terminal that is none of JLine's. */
    static final class LineInput {
        private final CommandContext context;
        private final boolean isTyped;
        /** Of the lines read so far. */
        private int count;

        LineInput(CommandContext context) {
            this.context = context;
            this.isTyped = context.streams().inIsTerminal();
        }

        /** Runs them to the end. A mistake typed at a terminal does not end the input: the next line may mend it. */
        int run() throws InterruptedException {
            var lines = new LineRunner(context);
            var worst = ExitStatus.OK;
            if (isTyped) {
                Targets.reportBroken(context);
            }
            try (var reader = new BufferedReader(
                    new InputStreamReader(context.streams().in(), ISO_8859_1))) { // bytes: see line()
                for (var line = next(reader); line != null; line = next(reader)) {
                    context.startLine(isTyped ? line : ""); // in a file a blank is indentation
                    var status = lines.runLine(line);
                    worst = isTyped ? status : ExitStatus.worse(worst, status);
                    if (status == ExitStatus.INTERRUPTED || context.isOver() || (!isTyped && lines.ends(status))) {
                        break;
                    }
                }
                if (isTyped) {
                    context.note(""); // Ctrl-D left the cursor after the prompt
                }
            } catch (NotUtf8 e) {
                context.note("shoal: " + e.getMessage());
                return ExitStatus.USAGE;
            } catch (IOException e) {
                context.note("shoal: standard input: " + e.getMessage());
                return ExitStatus.USAGE;
            }
            return context.leaving().orElse(worst);
        }

        /** The next line with as many further ones as it needs; null at the end. */
        private @Nullable String next(BufferedReader reader) throws IOException {
            prompt("shoal " + Targets.named(context.options(), context) + "> ");
            var text = line(reader);
            while (text != null && LineRunner.isUnfinished(text)) {
                prompt("> ");
                var more = line(reader);
                if (more == null) {
                    return text;
                }
                text = text + "\n" + more;
            }
            return text;
        }

        /** A line exactly as its bytes say; those that are not UTF-8 would reach the hosts changed. */
        private @Nullable String line(BufferedReader reader) throws IOException {
            var bytes = reader.readLine();
            if (bytes == null) {
                return null;
            }
            count++;
            var text = Utf8.of(bytes.getBytes(ISO_8859_1))
                    .orElseThrow(() -> new NotUtf8("standard input, line " + count + ": not UTF-8: \""
                            + Utf8.escaped(bytes.getBytes(ISO_8859_1)) + "\". Save the text as UTF-8"));
            return count == 1 ? Utf8.withoutMark(text) : text;
        }

        /** Its message is for the operator. */
        private static final class NotUtf8 extends IOException {
            NotUtf8(String problem) {
                super(problem);
            }
        }

        private void prompt(String text) {
            if (isTyped) {
                context.screen().err(Screen.Text.of(text));
            }
        }
    }
}
