package dev.shoal.cli;

import dev.shoal.script.ScriptException;
import dev.shoal.script.ScriptExit;
import dev.shoal.script.ScriptFile;
import dev.shoal.script.VerbFailure;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Runs a batch script. */
final class RunVerb implements Verb {
    @Override
    public String name() {
        return "run";
    }

    @Override
    public String arguments() {
        return "FILE [ARGS]";
    }

    @Override
    public String summary() {
        return "run a Groovy script, in which every verb is a method";
    }

    @Override
    public Set<Option> options() {
        return Option.of("target", "ssh", "run", "command", "output", "start", "help");
    }

    @Override
    public boolean isRaw() {
        return true; // what stands behind the file is the script's
    }

    @Override
    public Start.Length length() {
        return Start.Length.MANY_LINES;
    }

    @Override
    public Answer run(Call call, CommandContext desk) throws UsageException, InterruptedException {
        if (call.words().isEmpty()) {
            throw new UsageException("run: which script? Write run FILE.groovy [ARGS]");
        }
        var path = Path.of(desk.site().localPaths().of(call.words().getFirst()));
        var objection = desk.site().objection(path);
        if (objection.isPresent()) {
            throw new UsageException("run: " + objection.get());
        }
        var file = new ScriptFile(path, desk.site().classCache());
        var verbs = new GroovyVerbs(desk);
        var outer = desk.given();
        desk.given(call.given());
        try {
            var status = run(file, call.words().subList(1, call.words().size()), verbs, desk);
            // whatever a script that was stopped has made of that
            return Answer.of(desk.interrupts().isInterrupted() ? ExitStatus.INTERRUPTED : status);
        } finally {
            verbs.stopped(outer);
        }
    }

    private static int run(ScriptFile file, List<String> args, GroovyVerbs verbs, CommandContext desk) {
        var waiting = Thread.currentThread();
        try (var _ = desk.interrupts().begins(waiting::interrupt)) {
            file.run(args, verbs);
            return verbs.takeWorst();
        } catch (ScriptExit e) {
            return e.status();
        } catch (ScriptException e) {
            desk.note(UsageException.shown(String.valueOf(e.getMessage())));
            return e.isMistake() ? ExitStatus.USAGE : ExitStatus.DIED;
        } catch (VerbFailure e) {
            return ExitStatus.INTERRUPTED;
        } catch (InterruptedException e) {
            desk.note("shoal: stopped by the operator");
            return ExitStatus.INTERRUPTED;
        }
    }
}
