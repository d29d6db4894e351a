package dev.shoal.shell;

import dev.shoal.cli.CommandContext;
import dev.shoal.cli.ExitStatus;
import dev.shoal.cli.LineRunner;
import dev.shoal.cli.Targets;
import dev.shoal.cli.UsageException;
import dev.shoal.script.Language;
import dev.shoal.script.Line;
import dev.shoal.terminal.Palette;
import dev.shoal.text.CleanText;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.util.ArrayList;
import java.util.List;

/**
 * The language of the prompt for an interactive shell: what to show before a line, how to run it, and how it can go on.
 * Confined to the thread that reads the lines, except {@link #interrupt}.
 */
public final class Prompt {
    private static final Logger LOG = LogManager.getLogger(Prompt.class);
    /** Longer names of targets are cut, so that there is room to type. */
    private static final int NAME_COLUMNS = 40;

    private final CommandContext context;
    private final LineRunner lines;
    private final Completer completer;

    Prompt(CommandContext context) {
        this.context = context;
        this.lines = new LineRunner(context);
        this.completer = new Completer(context);
    }

    /** To be called once, before the first line: reports broken sources of hosts. */
    public void begin() {
        Targets.reportBroken(context);
    }

    /** What stands before the line: {@code shoal @web 24> }. */
    public String label() {
        try {
            var count = Targets.count(context);
            return count.isEmpty() ? "shoal (no target)> " : "shoal " + name() + " " + count.getAsInt() + "> ";
        } catch (UsageException e) {
            LOG.debug("the target of the prompt", e);
            return "shoal " + name() + " ?> ";
        }
    }

    private String name() {
        var name = CleanText.line(Targets.named(context.options(), context));
        return name.length() <= NAME_COLUMNS ? name : name.substring(0, NAME_COLUMNS - 1) + "…";
    }

    /** What stands before the further lines of a text that is not finished. */
    public String furtherLabel(String text) {
        return Language.classify(text) instanceof Line.Groovy ? "> " : "quote> ";
    }

    /** Whether the text wants another line before it means anything. */
    public boolean isUnfinished(String text) {
        return LineRunner.isUnfinished(text);
    }

    /**
     * Runs the text. It may hold several lines, as pasted ones do: they run one after the other, until one is a mistake
     * or the operator stops it. Never throws: a line that fails must not end the shell.
     */
    public void run(String text) {
        context.interrupts().reset();
        context.startLine(text);
        if (text.indexOf('\ufffd') >= 0) { // what the editor puts for bytes that it cannot read
            context.note("shoal: a byte of this line is not UTF-8, so nothing was run. Set the terminal to UTF-8");
            return;
        }
        for (var one : units(text)) {
            var status = isOver() ? ExitStatus.INTERRUPTED : runOne(one);
            if (lines.ends(status)) {
                return;
            }
        }
    }

    private int runOne(String text) {
        try {
            return lines.runLine(text);
        } catch (InterruptedException e) {
            LOG.debug("the line was stopped", e);
            return ExitStatus.INTERRUPTED;
        } catch (Throwable e) { // the shell's command loop: nothing that a line does may end the shell
            LOG.error("a bug in: {}", context.isKeptOut() ? "***" : text, e);
            context.note("shoal: this is a bug in Shoal: " + CleanText.line(String.valueOf(e))
                    + ". The log has the whole trace");
            return ExitStatus.FAILED;
        } finally {
            Thread.interrupted(); // one Ctrl-C is for one line
        }
    }

    /** The lines of the text, those that belong together as one. */
    private List<String> units(String text) {
        var units = new ArrayList<String>();
        var unit = new StringBuilder();
        for (var line : text.split("\n", -1)) {
            unit.append(unit.isEmpty() ? "" : "\n").append(line);
            if (!isUnfinished(unit.toString())) {
                units.add(unit.toString());
                unit.setLength(0);
            }
        }
        if (!unit.isEmpty()) {
            units.add(unit.toString());
        }
        return units;
    }

    /** How the text may go on at the cursor, an offset into it. Asks no host, and waits for nothing. */
    public Completions completions(String text, int cursor) {
        return completer.at(text.substring(0, cursor));
    }

    /** The number of the last run of this process; 0 before the first. */
    public long lastRun() {
        return context.runs().last().map(run -> run.title().run()).orElse(0L);
    }

    /** Whether no further line is wanted. */
    public boolean isOver() {
        return context.isOver();
    }

    /** What the process should end with: 0, unless the operator said otherwise. */
    public int status() {
        return context.leaving().orElse(ExitStatus.OK);
    }

    /** Stops the line that runs. Any thread may call it; returns at once. */
    public void interrupt() {
        context.interrupts().interrupt();
    }

    /** Whether colours are wanted. */
    public boolean isColoured() {
        return context.screen().err().palette() != Palette.PLAIN;
    }

    /** Prints a line on stderr. */
    public void note(String text) {
        context.note(text);
    }
}
