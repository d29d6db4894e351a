package dev.shoal.cli;

import dev.shoal.fleet.HostResult;
import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Reply;
import dev.shoal.output.Format;
import dev.shoal.output.RenderOptions;
import dev.shoal.output.data.RowsText;
import dev.shoal.output.data.RunRows;
import dev.shoal.script.Language;
import dev.shoal.script.Line;
import dev.shoal.script.RunView;
import dev.shoal.script.ScriptException;
import dev.shoal.script.ScriptExit;
import dev.shoal.script.VerbFailure;
import dev.shoal.script.Words;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Runs one line after the other in the language of the prompt. */
public final class LineRunner {
    private final CommandContext context;

    public LineRunner(CommandContext context) {
        this.context = context;
    }

    /** Runs these lines. The worst of them is what the process ends with; a mistake, Ctrl-C or {@code exit} ends them. */
    int runAll(List<String> lines) throws InterruptedException {
        var worst = ExitStatus.OK;
        for (var line : lines) {
            context.startLine(line);
            var status = runLine(line);
            worst = ExitStatus.worse(worst, status);
            if (ends(status)) {
                break;
            }
        }
        return worst;
    }

    /** Whether what follows must not be run. */
    public boolean ends(int status) {
        return status == ExitStatus.USAGE
                || status == ExitStatus.DIED
                || status == ExitStatus.INTERRUPTED
                || context.isOver();
    }

    /** Whether the text wants another line before it means anything. */
    public static boolean isUnfinished(String text) {
        return end(text).kind() == Language.End.Kind.OPEN;
    }

    private static Language.End end(String text) {
        return Language.end(text, LineRunner::shellText);
    }

    /** Where the text for a shell begins, after the verb's options. */
    private static OptionalInt shellText(String name, String rest) {
        var verb = Verbs.find(name);
        if (verb.isEmpty()) {
            return OptionalInt.of(0); // refused, but with all of its lines
        }
        try {
            var words = Words.of(rest);
            var texts = words.stream().map(Words.Word::text).toList();
            var left = OptionParser.of(verb.get()).parse(texts).words().size();
            return OptionalInt.of(
                    left == 0 ? rest.length() : words.get(words.size() - left).start());
        } catch (UsageException e) { // reported when the line runs
            return OptionalInt.empty();
        }
    }

    /** Runs a line, which may have several lines of text, and reports what is wrong with it. */
    public int runLine(String line) throws InterruptedException {
        var end = end(line);
        return switch (end.kind()) {
            case WHOLE -> whole(line);
            case OPEN -> refused("the line is not finished, a quote, bracket, command or heredoc is open", line);
            case DOUBT -> refused("it is not clear where this line ends (" + end.problem() + ")", line);
        };
    }

    private int refused(String problem, String line) {
        var first = line.lines().findFirst().orElse("").strip();
        var advice = Language.classify(line) instanceof Line.Groovy
                ? ""
                : "\n  if it is whole for the hosts' shell, put the text in quotes: exec '…'";
        context.note("shoal: " + problem + ": " + first + advice);
        return ExitStatus.USAGE;
    }

    private int whole(String line) throws InterruptedException {
        try {
            return ExitStatus.worse(run(Language.classify(line)).status(), context.takeWorst());
        } catch (UsageException e) {
            context.note(e.shown());
            return mistake();
        } catch (ScriptException e) {
            var hint = e.isMistake() && !context.hasCalled() ? hint(line) : Optional.<String>empty();
            context.note(UsageException.shown(hint.orElse(String.valueOf(e.getMessage()))));
            return e.isMistake() ? mistake() : ExitStatus.DIED;
        } catch (VerbFailure e) {
            return failed(e);
        } catch (ScriptExit e) {
            context.leave(OptionalInt.of(e.status()));
            return e.status();
        } finally {
            context.takeWorst(); // what a line has left is not the next one's
        }
    }

    /** What the line should have been, where it is Groovy only because its first word is not a verb. */
    private Optional<String> hint(String line) {
        return Language.classify(line) instanceof Line.Groovy groovy
                        && !Words.stripped(line).startsWith("=")
                ? new UnknownCommand(context).message(groovy.text())
                : Optional.empty();
    }

    /** Nothing of a line has run that is wrong, unless its Groovy has called verbs before: then it died. */
    private int mistake() {
        return context.hasCalled() ? ExitStatus.DIED : ExitStatus.USAGE;
    }

    /** Reports why a verb of a Groovy text failed, and returns the status for that. */
    int failed(VerbFailure e) {
        return switch (e.reason()) {
            case STOPPED -> ExitStatus.INTERRUPTED; // the operator knows
            case USAGE -> {
                context.note(UsageException.shown(String.valueOf(e.getMessage())));
                yield mistake();
            }
            case CHECK -> {
                context.note(UsageException.shown(String.valueOf(e.getMessage())));
                yield ExitStatus.DIED;
            }
        };
    }

    private Verb.Result run(Line line) throws UsageException, ScriptException, InterruptedException {
        return switch (line) {
            case Line.Nothing _ -> Verb.Result.of(ExitStatus.OK);
            case Line.Mistake mistake -> throw new UsageException(mistake.problem());
            case Line.Help help -> verb("help", help.topic(), context.options());
            case Line.Local local -> verb("local", local.text(), context.options());
            case Line.Target target -> verb("use", atLineStart(target.nodeset()), context.options());
            case Line.RunOn on -> verb("exec", on.text(), on(on));
            case Line.Verb verb -> verb(verb.name(), verb.rest(), context.options());
            case Line.Groovy groovy -> groovy(groovy.text());
            case Line.Pipe pipe -> pipe(pipe.stages(), source(pipe.line()));
            case Line.Keep keep -> {
                requireValue(keep.line());
                yield keep(keep.name(), run(keep.line()));
            }
        };
    }

    private OptionSet on(Line.RunOn on) throws UsageException, ScriptException, InterruptedException {
        return context.options().with(OptionSet.target(atLineStart(on.nodeset())));
    }

    private String atLineStart(String nodeset) throws UsageException, ScriptException, InterruptedException {
        return Targets.atLineStart(new Templates(context).nodeset(nodeset), context);
    }

    /** Asked before anything runs: a mistake that ends with 2 must not have done anything. */
    private static void requireValue(Line line) throws UsageException {
        if (line instanceof Line.Verb verb && !Verbs.named(verb.name()).has(Verb.Trait.VALUE)) {
            throw new UsageException(verb.name() + " has no value to keep or to pass on");
        }
    }

    /** The streams have their colours before the first line; an option without any effect would mislead. */
    private static void requireNoColour(OptionSet ofLine) throws UsageException {
        if (ofLine.has(Option.COLOR)) {
            throw new UsageException("--color is for all lines: give it at the start of shoal, before -c");
        }
    }

    private Verb.Result keep(String name, Verb.Result answer) {
        answer.value().ifPresent(value -> context.values().put(name, value));
        return answer;
    }

    /** A line in front of a pipe prints nothing: what comes out at the end is printed. */
    private Verb.Result source(Line line) throws UsageException, ScriptException, InterruptedException {
        requireValue(line);
        var silent = new OptionSet(Map.of(Option.OUTPUT, List.of(Format.NONE.word())));
        return switch (line) {
            case Line.RunOn on -> verb("exec", on.text(), on(on).with(silent));
            case Line.Verb verb ->
                verb(verb.name(), verb.rest(), context.options().with(silent));
            default -> throw new UsageException("only a verb can be before |>");
        };
    }

    private Verb.Result groovy(String text) throws ScriptException, InterruptedException {
        var value = context.groovy().evaluate(text);
        if (context.interrupts().isInterrupted()) { // and the text has caught what should have ended it
            throw GroovyVerbs.stopped();
        }
        if (value != null && !Language.isAssignment(text)) {
            new ValuePrinter(context).print(value);
        }
        return Verb.Result.of(ExitStatus.OK);
    }

    private Verb.Result verb(String name, String typed, OptionSet options)
            throws UsageException, ScriptException, InterruptedException {
        var verb = Verbs.named(name);
        var templates = new Templates(context);
        var words = Words.of(typed);
        var texts = words.stream().map(Words.Word::text).toList();
        var parsed = OptionParser.of(verb).parse(texts);
        if (parsed.options().has(Option.HELP)) {
            return Verb.Result.of(new Help(context.screen()).verb(verb));
        }
        requireNoColour(parsed.options());
        var all = options.with(
                templates.filled(parsed.options()).local(context.site().localPaths()));
        var left = parsed.words().size();
        var text = left == 0
                ? ""
                : Words.stripped(typed.substring(words.get(words.size() - left).start()));
        var call = Language.isForShell(name)
                ? templates.call(all, parsed.words(), Words.unquoted(text))
                : templates.filled(verb, new Verb.Invocation(all, parsed.words(), text));
        var answer = verb.run(call, context);
        context.keep(answer);
        return answer;
    }

    /** Hands the value from stage to stage, and prints what comes out. */
    private Verb.Result pipe(List<String> stages, Verb.Result source)
            throws UsageException, ScriptException, InterruptedException {
        Object value = source.value().orElse(null);
        for (var stage : stages) {
            if (value == null) {
                return Verb.Result.of(source.status());
            }
            value = stage(stage, value);
        }
        if (value == null) {
            return Verb.Result.of(source.status());
        }
        new ValuePrinter(context).print(value);
        return Verb.Result.of(source.status(), value);
    }

    private @Nullable Object stage(String text, Object it)
            throws UsageException, ScriptException, InterruptedException {
        if (Language.classify(text) instanceof Line.Verb verb) {
            Verbs.named(verb.name());
            throw new UsageException(verb.name() + " reads nothing from a pipe; after |> write an expression of `it`");
        }
        return context.groovy().evaluateEach(text, List.of(Map.of("it", it))).getFirst();
    }

    /** Prints what came out of a line. */
    static final class ValuePrinter {
        private final CommandContext context;

        ValuePrinter(CommandContext context) {
            this.context = context;
        }

        /**
         * A run as it was printed before, rows as a table, anything else as Groovy would write it. What the line's last verb has
         * shown already is not shown again: {@code exec('df')} reads as {@code exec df}.
         */
        void print(Object value) throws ScriptException {
            if (context.hasTold(value)) {
                return;
            }
            switch (value) {
                case RunView run when isOfCommands(run.ledger()) -> fold(run);
                case List<?> list when isOfRows(list) -> table(list);
                default -> context.print(context.groovy().shown(value));
            }
        }

        private static boolean isOfCommands(Ledger<?> ledger) {
            return ledger.results().stream()
                    .allMatch(result -> !(result instanceof HostResult.Done<?> done) || done.value() instanceof Reply);
        }

        private static boolean isOfRows(List<?> list) {
            return !list.isEmpty() && list.stream().allMatch(item -> item instanceof Map<?, ?> row && isFlat(row));
        }

        private static boolean isFlat(Map<?, ?> row) {
            return !row.isEmpty() && row.values().stream().noneMatch(cell -> cell instanceof Map<?, ?>);
        }

        private void table(List<?> list) {
            var rows = list.stream().<Map<?, ?>>map(row -> (Map<?, ?>) row).toList();
            context.screen()
                    .out(RowsText.in(
                            Format.TABLE,
                            RunRows.ofMaps(rows),
                            context.screen().out(),
                            context.streams().width().getAsInt()));
        }

        @SuppressWarnings("unchecked") // asked before
        private void fold(RunView run) {
            Renderers.commands(Format.FOLD, context.screen(), RenderOptions.DEFAULTS)
                    .finish(run.title(), (Ledger<Reply>) run.ledger());
        }
    }
}
