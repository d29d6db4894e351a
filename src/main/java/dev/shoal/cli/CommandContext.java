package dev.shoal.cli;

import dev.shoal.script.RunView;
import dev.shoal.script.Values;
import dev.shoal.terminal.Channel;
import dev.shoal.terminal.Screen;
import dev.shoal.terminal.Window;
import dev.shoal.text.CleanText;
import dev.shoal.text.Mask;
import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What lies before the operator from one line to the next: the options given at the start, the target that {@code use}
 * chose, and everything that verbs work with. Confined to the thread that runs the lines.
 */
final class CommandContext {
    private final Site site;
    private final Streams streams;
    private final Screen screen;
    private final Interrupts interrupts;
    private final Values values = new Values();
    private final PastRuns runs = new PastRuns();
    private final Facts facts = new Facts();
    private final Optional<ShellFront> front;
    private final EnterKey enter;
    private @Nullable Groovy groovy;
    private OptionSet given;
    private Optional<OptionSet> before = Optional.empty();
    private RunSetResolver sets = new RunSetResolver(runs);
    private int kept;
    private boolean keptOut;
    private boolean isForOneVerb;
    private boolean isOver;
    private OptionalInt leaving = OptionalInt.empty();

    /** Without an interactive shell. */
    CommandContext(Site site, Streams streams, Screen screen, Interrupts interrupts, OptionSet given) {
        this(site, streams, screen, interrupts, given, Optional.empty());
    }

    CommandContext(
            Site site,
            Streams streams,
            Screen screen,
            Interrupts interrupts,
            OptionSet given,
            Optional<ShellFront> front) {
        this.site = site;
        this.streams = streams;
        this.screen = screen;
        this.interrupts = interrupts;
        this.given = given;
        this.front = front;
        this.enter = new EnterKey(streams.in());
    }

    Site site() {
        return site;
    }

    Streams streams() {
        return streams;
    }

    Screen screen() {
        return screen;
    }

    Interrupts interrupts() {
        return interrupts;
    }

    /** What the names of Groovy stand for. */
    Values values() {
        return values;
    }

    /** The runs so far. */
    PastRuns runs() {
        return runs;
    }

    /** What was collected so far. */
    Facts facts() {
        return facts;
    }

    /** The options that hold for every line. */
    OptionSet given() {
        return given;
    }

    /** This is for a verb on a command line of its own: no later line can want what it came to. */
    void forOneVerb() {
        isForOneVerb = true;
    }

    boolean isForOneVerb() {
        return isForOneVerb;
    }

    /** From now on these options hold for every line. */
    void given(OptionSet options) {
        given = options;
    }

    /** Keeps a run's value as {@code _} and under its number in this shell, {@code _1} and so on; very old ones are let go. */
    void keep(Answer answer) {
        if (answer.source() == Answer.Source.RUN) {
            answer.value().ifPresent(this::keep);
        }
    }

    private void keep(Object value) {
        kept++;
        values.put("_" + kept, value);
        values.remove("_" + (kept - PastRuns.MOST));
        values.put("_", value);
    }

    /** Keeps a run for later lines. Those that have to make room for it are let go under their numbers, too. */
    void remember(PastRun run) {
        for (var gone : runs.add(run)) {
            for (int i = Math.max(1, kept - PastRuns.MOST); i <= kept; i++) {
                if (values.get("_" + i).orElse(null) instanceof RunView view
                        && view.getRun() == gone.title().run()) {
                    values.remove("_" + i);
                }
            }
        }
    }

    /** The Groovy of the lines, which nothing is loaded for before it is used. */
    Groovy groovy() {
        if (groovy == null) {
            groovy = new Groovy(this);
        }
        return groovy;
    }

    /** The worst status of the verbs that Groovy has called since the last time somebody asked. */
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

    /** The sets of runs that the target asked for last was made of. */
    RunSetResolver sets() {
        return sets;
    }

    /** The same, none of which has been asked for yet. */
    RunSetResolver newSets() {
        sets = new RunSetResolver(runs);
        return sets;
    }

    /** From now on the target is the one that is given here, where a line does not name its own. */
    void use(OptionSet target) {
        before = Optional.of(given);
        given = target;
    }

    /** Goes back, when it is run, to the target of now and to what {@code use -} would go back to from it. */
    Runnable wayBack() {
        var target = given;
        var earlier = before;
        return () -> {
            given = target;
            before = earlier;
        };
    }

    /** What {@link #use} has replaced last. */
    Optional<OptionSet> before() {
        return before;
    }

    /** The keyboard, where somebody sits at one. */
    Optional<ShellFront> front() {
        return front;
    }

    /** The terminal, as renderers want to know it. */
    Window window() {
        return front.map(shell -> Window.atPrompt(shell::columns, shell::rows))
                .orElseGet(() -> Window.wide(streams.width()));
    }

    /** Whether the operator, who sees the run, has pressed Enter and typed nothing else before it. */
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

    /** No further line is wanted; the process ends with this, or with what came of its lines where nothing is said. */
    void leave(OptionalInt status) {
        isOver = true;
        leaving = status;
    }

    boolean isOver() {
        return isOver || interrupts.isEnding();
    }

    /** What the operator wants the process to end with. */
    OptionalInt leaving() {
        return leaving;
    }

    /** A line begins. One that begins with a blank is kept in no record, as in other shells. */
    void startLine(String line) {
        keptOut = !line.isEmpty() && Character.isWhitespace(line.charAt(0));
    }

    /** Whether the text of this line must not be recorded. */
    boolean isKeptOut() {
        return keptOut;
    }

    /** A line of data; where people look at it, what a host has sent may be part of it. */
    void print(String text) {
        screen.out(Screen.Text.of((screen.out().isTerminal() ? CleanText.of(text) : text) + "\n"));
    }

    /** A line for the operator, beside the data. What a host has sent, or a secret, may be part of an error's message. */
    void note(String text) {
        screen.err(Screen.Text.of(CleanText.of(Mask.text(text)) + "\n"));
    }
}
