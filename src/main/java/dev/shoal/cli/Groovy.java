package dev.shoal.cli;

import dev.shoal.script.Condition;
import dev.shoal.script.Condition.Verdict;
import dev.shoal.script.Interpreter;
import dev.shoal.script.ScriptException;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The Groovy of the prompt, which Ctrl-C ends. Confined to the thread that runs the lines. */
final class Groovy {
    private final CommandContext desk;
    private final GroovyVerbs verbs;
    private final Interpreter interpreter;

    Groovy(CommandContext desk) {
        this.desk = desk;
        this.verbs = new GroovyVerbs(desk);
        this.interpreter = new Interpreter(desk.values(), verbs);
    }

    @Nullable
    Object evaluate(String text) throws ScriptException {
        return guarded(() -> interpreter.evaluate(text));
    }

    List<@Nullable Object> evaluateEach(String text, List<Map<String, Object>> settings) throws ScriptException {
        return guarded(() -> interpreter.evaluateEach(text, settings));
    }

    /** A condition on what is known of hosts. */
    Condition condition(String text, Set<String> qualifiers) throws ScriptException {
        return guarded(() -> Condition.of(text, qualifiers));
    }

    List<Verdict> verdicts(Condition condition, List<Map<String, Object>> hosts) throws ScriptException {
        return guarded(() -> condition.of(hosts));
    }

    private interface Work<T extends @Nullable Object> {
        T done() throws ScriptException, InterruptedException;
    }

    private <T extends @Nullable Object> T guarded(Work<T> work) throws ScriptException {
        var outer = desk.given();
        var waiting = Thread.currentThread();
        try (var _ = desk.interrupts().begins(waiting::interrupt)) {
            return work.done();
        } catch (InterruptedException e) {
            verbs.stopped(outer);
            throw GroovyVerbs.stopped();
        }
    }

    /** A value as people read it, which may be made by code of the value's own. */
    String shown(Object value) throws ScriptException {
        return guarded(() -> Interpreter.shown(value));
    }

    /** Whether a verb was called since the last time somebody asked for the worst status. */
    boolean hasCalled() {
        return verbs.hasCalled();
    }

    /** Whether the last verb since then has given this value, and shown it. */
    boolean hasTold(Object value) {
        return verbs.hasTold(value);
    }

    /** The worst status of the verbs that were called since the last time somebody asked. */
    int takeWorst() {
        return verbs.takeWorst();
    }
}
