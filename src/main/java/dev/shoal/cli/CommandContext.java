package dev.shoal.cli;

import dev.shoal.plugin.Column;
import dev.shoal.plugin.Rows;
import dev.shoal.script.Later;
import dev.shoal.script.RunView;
import dev.shoal.script.Values;
import dev.shoal.terminal.Channel;
import dev.shoal.terminal.Screen;
import dev.shoal.terminal.Window;
import dev.shoal.text.CleanText;
import dev.shoal.text.Mask;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * State shared by the commands of one session: the options given at the start, the target that {@code use} chose, and everything
 * that verbs work with. Confined to the thread that runs the lines.
 */
public final class CommandContext {
    private final Site site;
    private final Streams streams;
    private final Screen screen;
    private final Interrupts interrupts;
    private final Values values = new Values();
    private final PastRuns runs = new PastRuns();
    private final Facts facts = new Facts();
    private final Optional<ShellFront> front;
    private final EnterKey enter;
    private @Nullable GroovyVerbs groovy;
    private OptionSet options;
    private Optional<OptionSet> before = Optional.empty();
    private RunSetResolver sets = new RunSetResolver(runs);
    private Supplier<Map<String, Rows>> tables = Map::of;
    private int kept;
    private boolean keptOut;
    private boolean isForOneVerb;
    private boolean isOver;
    private OptionalInt leaving = OptionalInt.empty();

    /** Without an interactive shell. */
    CommandContext(Site site, Streams streams, Screen screen, Interrupts interrupts, OptionSet options) {
        this(site, streams, screen, interrupts, options, Optional.empty());
    }

    CommandContext(
            Site site,
            Streams streams,
            Screen screen,
            Interrupts interrupts,
            OptionSet options,
            Optional<ShellFront> front) {
        this.site = site;
        this.streams = streams;
        this.screen = screen;
        this.interrupts = interrupts;
        this.options = options;
        this.front = front;
        this.enter = new EnterKey(streams.in());
    }

    public Site site() {
        return site;
    }

    Streams streams() {
        return streams;
    }

    public Screen screen() {
        return screen;
    }

    public Interrupts interrupts() {
        return interrupts;
    }

    /** The values of Groovy's names. */
    public Values values() {
        return values;
    }

    /** The runs so far. */
    public PastRuns runs() {
        return runs;
    }

    /** The rows collected so far. */
    Facts facts() {
        return facts;
    }

    /** The options that hold for every line. */
    public OptionSet options() {
        return options;
    }

    /** This session is for one verb of the command line: no later line can use its result. */
    void forOneVerb() {
        isForOneVerb = true;
    }

    boolean isForOneVerb() {
        return isForOneVerb;
    }

    /** From now on these options hold for every line. */
    void options(OptionSet wanted) {
        options = wanted;
    }

    /** Keeps a run's value as {@code _} and under its number in this shell, {@code _1} and so on; very old ones are let go. */
    void keep(Verb.Result result) {
        if (result.isOfRun()) {
            result.later().ifPresent(this::keep);
        }
    }

    private void keep(Later value) {
        kept++;
        values.put("_" + kept, value);
        values.remove("_" + (kept - PastRuns.MOST));
        values.put("_", value);
    }

    /** These tables, by their titles, are what was printed last; they are made when they are asked for. */
    void tables(Supplier<Map<String, Rows>> shown) {
        tables = shown;
    }

    /** The tables that were printed last, by their titles; none where a run has ended since then. */
    Map<String, Rows> tables() {
        return tables.get();
    }

    /** The columns of the rows that were seen last: of a table, of a collection, or of the results of a command. */
    public List<String> columns() {
        var last = tables();
        var shown = last.isEmpty() ? runs.last().map(PastRun::table).stream() : last.values().stream();
        return shown.flatMap(table -> table.columns().stream())
                .map(Column::name)
                .distinct()
                .toList();
    }

    /** Keeps a run for later lines. Those that have to make room for it are let go under their numbers, too. */
    void remember(PastRun run) {
        tables = Map::of;
        for (var gone : runs.add(run)) {
            for (int i = Math.max(1, kept - PastRuns.MOST); i <= kept; i++) {
                if (values.get("_" + i).orElse(null) instanceof RunView view
                        && view.getRun() == gone.title().run()) {
                    values.remove("_" + i);
                }
            }
        }
    }

    /** The Groovy of the lines; nothing of Groovy is loaded before the first use. */
    GroovyVerbs groovy() {
        if (groovy == null) {
            groovy = new GroovyVerbs(this);
        }
        return groovy;
    }

    /** The worst status of the verbs that Groovy has called since the last call. */
    int takeWorst() {
        return groovy == null ? ExitStatus.OK : groovy.takeWorst();
    }

    /** Whether Groovy has called any since then. */
    boolean hasCalled() {
        return groovy != null && groovy.hasCalled();
    }

    /** Whether the last of them has given this value, and shown it. */
    boolean hasTold(Object value) {
        return groovy != null && groovy.hasTold(value);
    }

    /** The sets of runs in the last target. */
    RunSetResolver sets() {
        return sets;
    }

    /** Starts with none of them for the next target. */
    RunSetResolver newSets() {
        sets = new RunSetResolver(runs);
        return sets;
    }

    /** From now on the target is the one that is given here, where a line does not name its own. */
    void use(OptionSet target) {
        before = Optional.of(options);
        options = target;
    }

    /** Goes back, when it is run, to the target of now and to what {@code use -} would go back to from it. */
    Runnable wayBack() {
        var target = options;
        var earlier = before;
        return () -> {
            options = target;
            before = earlier;
        };
    }

    /** The target before the last {@link #use}. */
    Optional<OptionSet> before() {
        return before;
    }

    /** The shell, where lines are typed. */
    Optional<ShellFront> front() {
        return front;
    }

    /** The terminal's size, for renderers. */
    public Window window() {
        return front.map(shell -> Window.atPrompt(shell::columns, shell::rows))
                .orElseGet(() -> Window.wide(streams.width()));
    }

    /** Whether the operator, who sees the run, has pressed Enter and nothing else before it. */
    boolean isAskedForStatus() {
        if (front.isPresent()) {
            return front.get().takeEnter();
        }
        // less reads from the same terminal in `shoal ... | less`
        return streams.inIsTerminal() && isSeen(streams.outEnd()) && isSeen(streams.errEnd()) && enter.take();
    }

    private static boolean isSeen(Channel.End end) {
        return end == Channel.End.TERMINAL;
    }

    /** Runs no further line; the process ends with this status, or with the worst of its lines where it is empty. */
    void leave(OptionalInt status) {
        isOver = true;
        leaving = status;
    }

    public boolean isOver() {
        return isOver || interrupts.isEnding();
    }

    /** The exit status that the operator has asked for. */
    public OptionalInt leaving() {
        return leaving;
    }

    /** Starts a line. One with a blank at its start is not recorded, as in other shells. */
    public void startLine(String line) {
        keptOut = !line.isEmpty() && Character.isWhitespace(line.charAt(0));
    }

    /** Whether the text of this line must not be recorded. */
    public boolean isKeptOut() {
        return keptOut;
    }

    /** Prints a line of data, cleaned where it goes to a terminal: a host may have sent a part of it. */
    void print(String text) {
        screen.out(Screen.Text.of((screen.out().isTerminal() ? CleanText.of(text) : text) + "\n"));
    }

    /** Prints a line for the operator on stderr, cleaned and masked: an error may quote a host or a secret. */
    public void note(String text) {
        screen.err(Screen.Text.of(CleanText.of(Mask.text(text)) + "\n"));
    }

    /**
     * Enter, pressed at a terminal while no program reads it. The terminal hands out whole lines: a single byte is an empty line; more
     * bytes are typed ahead for the next program, and stay.
     */
    static final class EnterKey {
        private static final Logger LOG = LogManager.getLogger(EnterKey.class);
        /** proc(5): the group of this process, and the one that the terminal listens to; the program's name may have blanks. */
        private static final Pattern GROUPS =
                Pattern.compile(".*\\) \\S+ \\S+ (\\S+) \\S+ \\S+ (\\S+) .*", Pattern.DOTALL);

        private final InputStream in;
        private final Path stat;

        /** On standard input, which is a terminal. */
        EnterKey(InputStream in) {
            this(in, Path.of("/proc/self/stat"));
        }

        EnterKey(InputStream in, Path stat) {
            this.in = in;
            this.stat = stat;
        }

        /** Whether it was pressed since the last time. Does not wait. */
        boolean take() {
            try {
                return in.available() == 1 && isInForeground() && in.read() == '\n';
            } catch (IOException e) {
                LOG.debug("standard input cannot be looked at", e);
                return false;
            }
        }

        /** A job in the background would be stopped for reading. Where the system does not tell, as on macOS, nothing is read. */
        private boolean isInForeground() throws IOException {
            if (!Files.isReadable(stat)) {
                return false;
            }
            var groups = GROUPS.matcher(Files.readString(stat));
            return groups.matches() && groups.group(1).equals(groups.group(2));
        }
    }
}
