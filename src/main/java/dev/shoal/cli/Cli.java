package dev.shoal.cli;

import dev.shoal.cli.Streams.Colour;
import dev.shoal.output.Screen;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** The command line: what precedes the verb, the verb, and the lines of {@code -c} or of standard input. */
public final class Cli {
    /** The options that may stand before the verb. */
    static final Set<Option> FRONT = Option.of("lines", "target", "ssh", "run", "command", "output", "start", "help");

    private static final int DEMO_HOSTS = 8;

    private final Start.Opener opener;
    private final Streams streams;
    private final Interrupts interrupts;

    public Cli(Start.Opener opener, Streams streams, Interrupts interrupts) {
        this.opener = opener;
        this.streams = streams;
        this.interrupts = interrupts;
    }

    /** Does what the words say, and returns what the process should end with. Never throws for a mistake of the operator. */
    public int run(List<String> args) throws InterruptedException {
        try {
            return start(args);
        } catch (UsageException e) {
            streams.screen(Colour.NEVER).err(Screen.Text.of(e.shown() + "\n"));
            return ExitStatus.USAGE;
        }
    }

    private int start(List<String> args) throws UsageException, InterruptedException {
        var front = parseFront(args);
        var words = front.words();
        var demo = OptionalInt.empty();
        if (!words.isEmpty() && words.getFirst().equals("demo")) {
            demo = OptionalInt.of(demoHosts(words));
            var rest = words.subList(hasNumber(words) ? 2 : 1, words.size());
            var behind = parseFront(rest);
            front = new OptionParser.Parsed(front.given().with(behind.given()), behind.words());
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

    private int dispatch(Given given, List<String> words, OptionalInt demo)
            throws UsageException, InterruptedException {
        if (given.has(Option.HELP)) {
            return new Help(screen(given)).all();
        }
        if (words.isEmpty()) {
            var desk = new Desk(open(given, demo), streams, screen(given), interrupts, given);
            return new Lines(desk).run(given.all(Option.LINE));
        }
        if (given.has(Option.LINE)) {
            throw new UsageException("-c and the verb " + words.getFirst() + ": one of them");
        }
        var verb = Verbs.named(words.getFirst());
        var parsed = new OptionParser(verb.name(), verb.options(), verb.isRaw()).parse(words.subList(1, words.size()));
        if (parsed.given().has(Option.HELP)) {
            return new Help(screen(given)).verb(verb);
        }
        var all = given.with(parsed.given());
        var desk = new Desk(open(all, demo), streams, screen(all), interrupts, given);
        return verb.run(new Call(all, parsed.words(), String.join(" ", parsed.words())), desk)
                .status();
    }

    private Screen screen(Given given) throws UsageException {
        return streams.screen(new OptionValues(given).colour());
    }

    private Site open(Given given, OptionalInt demo) throws UsageException {
        var dirs = new ArrayList<Path>();
        given.all(Option.CONF).forEach(dir -> dirs.add(Path.of(dir)));
        return opener.open(new Start(dirs, given.all(Option.SET), demo));
    }
}
