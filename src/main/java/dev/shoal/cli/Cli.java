package dev.shoal.cli;

import dev.shoal.cli.Streams.Colour;
import dev.shoal.script.VerbFailure;
import dev.shoal.terminal.Screen;
import dev.shoal.text.CleanText;
import dev.shoal.text.Mask;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The command line: what precedes the verb, the verb, and the lines of {@code -c} or of standard input. */
public final class Cli {
    /** The options that may stand before the verb. */
    static final Set<Option> FRONT = Option.of("lines", "target", "ssh", "run", "command", "output", "start", "help");

    private static final int DEMO_HOSTS = 8;
    private static final String ON_THIS_MACHINE =
            "shoal: demo --on-this-machine: what is typed for these hosts runs on this machine, with your rights";

    private final Start.Opener opener;
    private final Streams streams;
    private final Interrupts interrupts;
    private final Optional<ShellFront> front;

    /** Without anybody to talk to: lines typed at a terminal are read as those of a file. */
    public Cli(Start.Opener opener, Streams streams, Interrupts interrupts) {
        this(opener, streams, interrupts, Optional.empty());
    }

    /**
     * A command line.
     *
     * @param front has the keyboard where nothing but lines is wanted and somebody types them
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
            front = new OptionParser.Parsed(front.given().with(behind.given()), behind.words());
            demo = Optional.of(new Start.Demo(hosts, front.given().has(Option.ON_THIS_MACHINE)));
        } else if (front.given().has(Option.ON_THIS_MACHINE)) {
            throw new UsageException("--on-this-machine is for the hosts of a demo: shoal demo --on-this-machine");
        }
        return dispatch(front.given(), front.words(), demo);
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
            throw new UsageException("demo " + text + ": from 1 to 500 hosts are possible");
        }
        return number;
    }

    private int dispatch(OptionSet given, List<String> words, Optional<Start.Demo> demo)
            throws UsageException, InterruptedException {
        if (given.has(Option.HELP)) {
            return new Help(screen(given)).all();
        }
        if (words.isEmpty() && !given.has(Option.LINE) && front.isPresent() && streams.isConversation()) {
            return converse(front.get(), given, demo);
        }
        if (words.isEmpty()) {
            var desk = new CommandContext(
                    open(given, demo, Start.Length.MANY_LINES), streams, screen(given), interrupts, given);
            return delivered(
                    desk, given.has(Option.LINE) ? lines(desk, given.all(Option.LINE)) : new LineInput(desk).run());
        }
        if (given.has(Option.LINE)) {
            throw new UsageException("-c and the verb " + words.getFirst() + ": one of them");
        }
        var verb = Verbs.named(words.getFirst(), "shoal --help");
        var parsed = OptionParser.of(verb).parse(words.subList(1, words.size()));
        if (parsed.given().has(Option.HELP)) {
            return new Help(screen(given)).verb(verb);
        }
        requireKnown(given, verb);
        var all = given.with(parsed.given());
        var desk = new CommandContext(open(all, demo, verb.length()), streams, screen(all), interrupts, given);
        if (verb.length() == Start.Length.ONE_VERB) {
            desk.forOneVerb();
        }
        try {
            var paths = desk.site().localPaths();
            var call = new Call(all.local(paths), parsed.words(), String.join(" ", parsed.words()));
            return delivered(desk, verb.run(call, desk).status());
        } catch (VerbFailure e) { // the Groovy of --where, stopped by the operator
            return new LineRunner(desk).failed(e);
        }
    }

    /** Before one verb an option is that verb's; what it does not know it would drop without a word. */
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

    /** What stdout did not take is lost, which is a failure. */
    private static int delivered(CommandContext desk, int status) {
        var failure = desk.screen().failure();
        failure.ifPresent(e -> desk.note("shoal: standard output takes nothing any more: " + e.getMessage()));
        return failure.isEmpty() || desk.screen().isReaderGone() ? status : ExitStatus.worse(status, ExitStatus.FAILED);
    }

    private static int lines(CommandContext desk, List<String> lines) throws InterruptedException {
        var worst = new LineRunner(desk).runAll(lines);
        return desk.leaving().orElse(worst);
    }

    /** The interactive shell. */
    private int converse(ShellFront shell, OptionSet given, Optional<Start.Demo> demo) throws UsageException {
        if (given.all(Option.HOSTFILE).contains("-")) {
            throw new UsageException("--hostfile -: the shell itself reads standard input; name a file");
        }
        var wide = streams.measuredBy(shell::columns);
        var screen = wide.screen(new OptionValues(given).colour());
        var desk =
                new CommandContext(open(given, demo, Start.Length.MANY_LINES), wide, screen, interrupts, given, front);
        try {
            Targets.roster(desk);
        } catch (UsageException e) {
            desk.note(e.shown()); // the file may be mended while the shell runs
        }
        desk.site().demo().ifPresent(hosts -> {
            desk.note(hosts);
            desk.note("Try: exec uptime, collect disk, @web systemctl is-active nginx, help");
        });
        return shell.run(new Prompt(desk));
    }

    private Screen screen(OptionSet given) throws UsageException {
        return streams.screen(new OptionValues(given).colour());
    }

    private Site open(OptionSet given, Optional<Start.Demo> demo, Start.Length length) throws UsageException {
        if (demo.isPresent() && demo.get().onThisMachine()) {
            var screen = screen(given);
            screen.err(Screen.Text.of(screen.err().palette().bad(ON_THIS_MACHINE) + "\n"));
        }
        var dirs = new ArrayList<Path>();
        given.all(Option.CONF).forEach(dir -> dirs.add(Path.of(dir)));
        return opener.open(new Start(dirs, given.all(Option.SET), demo, length));
    }
}
