package dev.shoal.cli;

import dev.shoal.script.ScriptException;
import dev.shoal.script.ScriptExit;
import dev.shoal.script.ScriptFile;
import dev.shoal.script.VerbFailure;

import java.nio.file.Path;
import java.util.List;

/** Runs a batch script. */
final class RunVerb {
    private RunVerb() {}

    static Verb.Result run(Verb.Invocation call, CommandContext context) throws UsageException, InterruptedException {
        if (call.words().isEmpty()) {
            throw new UsageException("run: no script given, e.g. run check.groovy");
        }
        var path = Path.of(context.site().localPaths().of(call.words().getFirst()));
        var objection = context.site().objection(path);
        if (objection.isPresent()) {
            throw new UsageException("run: " + objection.get());
        }
        var file = new ScriptFile(path, context.site().code());
        var verbs = new GroovyVerbs(context);
        var outer = context.options();
        context.options(call.options());
        try {
            var status = run(file, call.words().subList(1, call.words().size()), verbs, context);
            // a script that was stopped may have hidden it
            return Verb.Result.of(context.interrupts().isInterrupted() ? ExitStatus.INTERRUPTED : status);
        } finally {
            verbs.stopped(outer);
        }
    }

    private static int run(ScriptFile file, List<String> args, GroovyVerbs verbs, CommandContext context) {
        var waiting = Thread.currentThread();
        try (var _ = context.interrupts().register(waiting::interrupt)) {
            file.run(args, verbs);
            return verbs.takeWorst();
        } catch (ScriptExit e) {
            return e.status();
        } catch (ScriptException e) {
            context.note(UsageException.shown(String.valueOf(e.getMessage())));
            return e.isMistake() ? ExitStatus.USAGE : ExitStatus.DIED;
        } catch (VerbFailure e) {
            return ExitStatus.INTERRUPTED;
        } catch (InterruptedException e) {
            context.note("shoal: stopped by the operator");
            return ExitStatus.INTERRUPTED;
        }
    }
}
