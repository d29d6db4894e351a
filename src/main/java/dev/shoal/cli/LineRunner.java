package dev.shoal.cli;

import dev.shoal.output.Format;
import dev.shoal.script.Language;
import dev.shoal.script.Line;
import dev.shoal.script.RunView;
import dev.shoal.script.ScriptException;
import dev.shoal.script.ScriptExit;
import dev.shoal.script.VerbFailure;
import dev.shoal.script.Words;
import dev.shoal.text.Nearest;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
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
            case Line.Pipe pipe -> pipe(pipe);
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
        answer.later().ifPresent(value -> context.values().put(name, value));
        return answer;
    }

    private OptionSet optionsOf(Line source) throws UsageException, ScriptException, InterruptedException {
        return source instanceof Line.RunOn on ? on(on) : context.options();
    }

    /** A line in front of a pipe prints nothing: what comes out at the end is printed, in the format that the line asks for. */
    private Verb.Result pipe(Line.Pipe pipe) throws UsageException, ScriptException, InterruptedException {
        requireValue(pipe.line());
        var typed =
                switch (pipe.line()) {
                    case Line.RunOn on -> new Line.Verb("exec", on.text());
                    case Line.Verb verb -> verb;
                    default -> throw new UsageException("only a verb can be before |>");
                };
        var stages = stages(pipe.stages());
        var verb = Verbs.named(typed.name());
        var parsed = parse(verb, typed.rest());
        var format = Formats.ofValues(parsed.options(), context);
        var silent = new OptionSet(Map.of(Option.OUTPUT, List.of(Format.NONE.word())));
        var source = verb(verb, typed.rest(), parsed, optionsOf(pipe.line()), silent);
        var given = source.value().filter(LineRunner::hasHosts);
        Object value;
        try {
            value = through(stages, given.orElse(null));
        } catch (ScriptException e) {
            throw e.isMistake() && given.isPresent() ? e.afterRun() : e;
        }
        if (value == null) {
            return Verb.Result.of(source.status());
        }
        if (!stages.getLast().isSaving()) {
            new ValuePrinter(context).print(value, format);
        }
        var result = value;
        return Verb.Result.of(source.status(), () -> result);
    }

    /** Nothing comes out of a verb that has run nowhere. */
    private static boolean hasHosts(Object value) {
        return !(value instanceof RunView run) || run.ledger().total() > 0;
    }

    private Verb.Result groovy(String text) throws UsageException, ScriptException, InterruptedException {
        var format = Formats.ofValues(OptionSet.NOTHING, context);
        var value = context.groovy().evaluate(text);
        if (context.interrupts().isInterrupted()) { // and the text has caught what should have ended it
            throw GroovyVerbs.stopped();
        }
        if (value != null && !Language.isAssignment(text)) {
            new ValuePrinter(context).print(value, format);
        }
        return Verb.Result.of(ExitStatus.OK);
    }

    private Verb.Result verb(String name, String typed, OptionSet options)
            throws UsageException, ScriptException, InterruptedException {
        var verb = Verbs.named(name);
        return verb(verb, typed, parse(verb, typed), options, OptionSet.NOTHING);
    }

    private static OptionParser.Parsed parse(Verb verb, String typed) throws UsageException {
        var texts = Words.of(typed).stream().map(Words.Word::text).toList();
        return OptionParser.of(verb).parse(texts);
    }

    /**
     * Runs a verb.
     *
     * @param options for all lines
     * @param over count more than those that are typed
     */
    private Verb.Result verb(Verb verb, String typed, OptionParser.Parsed parsed, OptionSet options, OptionSet over)
            throws UsageException, ScriptException, InterruptedException {
        if (parsed.options().has(Option.HELP)) {
            return Verb.Result.of(new Help(context.screen()).verb(verb));
        }
        requireNoColour(parsed.options());
        var templates = new Templates(context);
        var all = options.with(
                        templates.filled(parsed.options()).local(context.site().localPaths()))
                .with(over);
        var words = Words.of(typed);
        var left = parsed.words().size();
        var text = left == 0
                ? ""
                : Words.stripped(typed.substring(words.get(words.size() - left).start()));
        var call = Language.isForShell(verb.name())
                ? templates.call(all, parsed.words(), Words.unquoted(text))
                : templates.filled(verb, new Verb.Invocation(all, parsed.words(), text));
        var answer = verb.run(call, context);
        context.keep(answer);
        return answer;
    }

    /** One stage of a pipe: a word, or else Groovy. */
    private record Stage(String text, Optional<PipeWord> word) {
        /** Whether its file is what the operator wants, and nothing else is to be printed. */
        boolean isSaving() {
            return word.filter(one -> one.name().equals("save")).isPresent();
        }
    }

    /** What is wrong with them is known before anything runs. */
    private List<Stage> stages(List<String> texts) throws UsageException {
        var stages = new ArrayList<Stage>();
        for (var text : texts) {
            boolean isLast = stages.size() == texts.size() - 1;
            var word = PipeWord.of(text, isLast, context);
            if (word.isEmpty() && Language.classify(text) instanceof Line.Verb verb) {
                Verbs.named(verb.name());
                throw new UsageException(verb.name() + " reads nothing from a pipe; after |> write "
                        + String.join(", ", Language.PIPE_WORDS) + " or an expression of `it`");
            }
            stages.add(new Stage(text, word));
        }
        return stages;
    }

    /** Hands the value from stage to stage, until one gives none. */
    private @Nullable Object through(List<Stage> stages, @Nullable Object source)
            throws UsageException, ScriptException, InterruptedException {
        Object value = source;
        for (var stage : stages) {
            if (value == null) {
                return null;
            }
            value = stage.word().isPresent()
                    ? stage.word().get().apply(value, context).orElse(null)
                    : groovy(stage.text(), value);
        }
        return value;
    }

    private @Nullable Object groovy(String stage, Object it) throws ScriptException {
        try {
            return context.groovy()
                    .evaluateEach(stage, List.of(Map.of("it", it)))
                    .getFirst();
        } catch (ScriptException e) {
            var words = Words.stripped(stage).split("\\s+", 2);
            var near = e.isMistake() && words.length > 1
                    ? Nearest.to(words[0], Language.PIPE_WORDS)
                    : Optional.<String>empty();
            throw near.isEmpty()
                    ? e
                    : new ScriptException(
                            "|> " + words[0] + ": not a word after |>; did you mean " + near.get() + "?", e);
        }
    }
}
