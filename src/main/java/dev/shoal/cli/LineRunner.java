package dev.shoal.cli;

import dev.shoal.output.Format;
import dev.shoal.script.Language;
import dev.shoal.script.Line;
import dev.shoal.script.ScriptException;
import dev.shoal.script.ScriptExit;
import dev.shoal.script.VerbFailure;
import dev.shoal.script.Words;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Runs one line after the other in the language of the prompt. */
final class LineRunner {
    private final CommandContext desk;

    LineRunner(CommandContext desk) {
        this.desk = desk;
    }

    /** Runs these lines. The worst of them is what the process ends with; a mistake, Ctrl-C or {@code exit} ends them. */
    int runAll(List<String> lines) throws InterruptedException {
        var worst = ExitStatus.OK;
        for (var line : lines) {
            desk.startLine(line);
            var status = runLine(line);
            worst = ExitStatus.worse(worst, status);
            if (ends(status)) {
                break;
            }
        }
        return worst;
    }

    /** Whether what follows must not be run. */
    boolean ends(int status) {
        return status == ExitStatus.USAGE
                || status == ExitStatus.DIED
                || status == ExitStatus.INTERRUPTED
                || desk.isOver();
    }

    /** Whether the text wants another line before it means anything. */
    static boolean isUnfinished(String text) {
        return end(text).kind() == Language.End.Kind.OPEN;
    }

    private static Language.End end(String text) {
        return Language.end(text, LineRunner::shellText);
    }

    /** Where the text for a shell begins, behind the verb's options. */
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
        } catch (UsageException e) { // told when the line runs
            return OptionalInt.empty();
        }
    }

    /** Runs a line, which may have several lines of text, and tells what is wrong with it. */
    int runLine(String line) throws InterruptedException {
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
        desk.note("shoal: " + problem + ": " + first + advice);
        return ExitStatus.USAGE;
    }

    private int whole(String line) throws InterruptedException {
        try {
            return ExitStatus.worse(run(Language.classify(line)).status(), desk.takeWorst());
        } catch (UsageException e) {
            desk.note(e.shown());
            return mistake();
        } catch (ScriptException e) {
            var hint = e.isMistake() && !desk.hasCalled() ? hint(line) : Optional.<String>empty();
            desk.note(UsageException.shown(hint.orElse(String.valueOf(e.getMessage()))));
            return e.isMistake() ? mistake() : ExitStatus.DIED;
        } catch (VerbFailure e) {
            return failed(e);
        } catch (ScriptExit e) {
            desk.leave(OptionalInt.of(e.status()));
            return e.status();
        } finally {
            desk.takeWorst(); // what a line has left is not the next one's
        }
    }

    /** What the line should have been, where it is Groovy only because its first word is not a verb. */
    private Optional<String> hint(String line) {
        return Language.classify(line) instanceof Line.Groovy groovy
                        && !Words.stripped(line).startsWith("=")
                ? new UnknownCommand(desk).message(groovy.text())
                : Optional.empty();
    }

    /** Nothing of a line has run that is wrong, unless its Groovy has called verbs before: then it died. */
    private int mistake() {
        return desk.hasCalled() ? ExitStatus.DIED : ExitStatus.USAGE;
    }

    /** Tells why a verb could not do what Groovy asked of it, and returns the status for that. */
    int failed(VerbFailure e) {
        return switch (e.reason()) {
            case STOPPED -> ExitStatus.INTERRUPTED; // whoever stopped it knows
            case USAGE -> {
                desk.note(UsageException.shown(String.valueOf(e.getMessage())));
                yield mistake();
            }
            case CHECK -> {
                desk.note(UsageException.shown(String.valueOf(e.getMessage())));
                yield ExitStatus.DIED;
            }
        };
    }

    private Answer run(Line line) throws UsageException, ScriptException, InterruptedException {
        return switch (line) {
            case Line.Nothing _ -> Answer.of(ExitStatus.OK);
            case Line.Mistake mistake -> throw new UsageException(mistake.problem());
            case Line.Help help -> verb("help", help.topic(), desk.given());
            case Line.Local local -> verb("local", local.text(), desk.given());
            case Line.Target target -> verb("use", atLineStart(target.nodeset()), desk.given());
            case Line.RunOn on -> verb("exec", on.text(), on(on));
            case Line.Verb verb -> verb(verb.name(), verb.rest(), desk.given());
            case Line.Groovy groovy -> groovy(groovy.text());
            case Line.Pipe pipe -> new Pipeline(desk).through(pipe.stages(), source(pipe.line()));
            case Line.Keep keep -> {
                requireValue(keep.line());
                yield keep(keep.name(), run(keep.line()));
            }
        };
    }

    private OptionSet on(Line.RunOn on) throws UsageException, ScriptException, InterruptedException {
        return desk.given().with(OptionSet.target(atLineStart(on.nodeset())));
    }

    private String atLineStart(String nodeset) throws UsageException, ScriptException, InterruptedException {
        return Targets.atLineStart(new Templates(desk).nodeset(nodeset), desk);
    }

    /** Asked before anything runs: a mistake that ends with 2 must not have done anything. */
    private static void requireValue(Line line) throws UsageException {
        if (line instanceof Line.Verb verb && !Verbs.named(verb.name()).hasValue()) {
            throw new UsageException(verb.name() + " gives no value that could be kept or handed on");
        }
    }

    /** The streams have their colours before the first line; an option without any effect would mislead. */
    private static void requireNoColour(OptionSet ofLine) throws UsageException {
        if (ofLine.has(Option.COLOR)) {
            throw new UsageException("--color holds for all lines: give it when shoal starts, before -c");
        }
    }

    private Answer keep(String name, Answer answer) {
        answer.value().ifPresent(value -> desk.values().put(name, value));
        return answer;
    }

    /** A line in front of a pipe prints nothing: what comes out at the end is printed. */
    private Answer source(Line line) throws UsageException, ScriptException, InterruptedException {
        requireValue(line);
        var silent = new OptionSet(Map.of(Option.OUTPUT, List.of(Format.NONE.word())));
        return switch (line) {
            case Line.RunOn on -> verb("exec", on.text(), on(on).with(silent));
            case Line.Verb verb -> verb(verb.name(), verb.rest(), desk.given().with(silent));
            default -> throw new UsageException("only a verb can stand before |>");
        };
    }

    private Answer groovy(String text) throws ScriptException, InterruptedException {
        var value = desk.groovy().evaluate(text);
        if (desk.interrupts().isInterrupted()) { // and the text has caught what should have ended it
            throw GroovyVerbs.stopped();
        }
        if (value != null && !Language.isAssignment(text)) {
            new ValuePrinter(desk).print(value);
        }
        return Answer.of(ExitStatus.OK);
    }

    private Answer verb(String name, String typed, OptionSet given)
            throws UsageException, ScriptException, InterruptedException {
        var verb = Verbs.named(name);
        var templates = new Templates(desk);
        var words = Words.of(typed);
        var texts = words.stream().map(Words.Word::text).toList();
        var parsed = OptionParser.of(verb).parse(texts);
        if (parsed.given().has(Option.HELP)) {
            return Answer.of(new Help(desk.screen()).verb(verb));
        }
        requireNoColour(parsed.given());
        var all = given.with(templates.filled(parsed.given()).local(desk.site().localPaths()));
        var left = parsed.words().size();
        var text = left == 0
                ? ""
                : Words.stripped(typed.substring(words.get(words.size() - left).start()));
        var call = Language.isForShell(name)
                ? templates.call(all, parsed.words(), Words.unquoted(text))
                : templates.filled(verb, new Call(all, parsed.words(), text));
        var answer = verb.run(call, desk);
        desk.keep(answer);
        return answer;
    }
}
