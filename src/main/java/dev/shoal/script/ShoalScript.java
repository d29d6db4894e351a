package dev.shoal.script;

import dev.shoal.log.ShoalLog;
import groovy.lang.Closure;
import groovy.lang.Script;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What scripts and lines extend: in it every verb is a method. */
public abstract class ShoalScript extends Script {
    /** The log of scripts. */
    public Logger getLog() {
        return ShoalLog.logger("script");
    }

    /** Runs the closure with another target; the innermost one counts. */
    public @Nullable Object on(Object nodeset, Closure<?> body) {
        return verbs().on(text(nodeset), body::call);
    }

    /**
     * Runs the closure on the files of each host of the target, several hosts at once; the result's values are what it
     * returns.
     */
    public RunView sftp(Closure<?> body) {
        return verbs().sftp(files -> {
            var own = body.rehydrate(files, body.getOwner(), body.getThisObject());
            own.setResolveStrategy(Closure.DELEGATE_FIRST);
            return own.call();
        });
    }

    /** The verb, which Groovy's own method for categories would stand in the way of. */
    public @Nullable Object use(Object... args) {
        return invokeMethod("use", args);
    }

    /** Ends the script with this exit status. */
    public void exit(int status) {
        if (status < 0 || status > 255) {
            throw new IllegalArgumentException("exit(" + status + "): an exit status is 0 to 255");
        }
        throw new ScriptExit(status);
    }

    /** Ends the script well. */
    public void exit() {
        exit(0);
    }

    /** The words of a shell that stand for the value: quoted, and several for a list. */
    public String quote(Object value) {
        return Quoted.words(value);
    }

    /** Lets the value into a text as it is, where {@code #{}} would quote it. */
    public Template.Raw raw(Object value) {
        return new Template.Raw(String.valueOf(value));
    }

    @Override
    public void print(Object value) {
        screen().print(Shown.text(value), false);
    }

    @Override
    public void println(Object value) {
        screen().print(Shown.text(value), true);
    }

    @Override
    public void println() {
        screen().print("", true);
    }

    @Override
    public void printf(String format, Object value) {
        printf(format, new Object[] {value});
    }

    @Override
    public void printf(String format, Object[] values) {
        screen().print(String.format(format, values), false);
    }

    /** Verbs come here, since they are no methods; what is none is as in any script. */
    @Override
    public @Nullable Object invokeMethod(String name, Object args) {
        if (!Language.RESERVED.contains(name)) {
            return super.invokeMethod(name, args);
        }
        var words = new ArrayList<Object>(args instanceof Object[] several ? Arrays.asList(several) : List.of(args));
        Map<String, Object> options = Map.of();
        if (!words.isEmpty() && words.getFirst() instanceof Map<?, ?> named) {
            options = Options.of(named);
            words.removeFirst();
        }
        return verbs().call(name, options, words);
    }

    /** Two verbs at once would take each other's targets: only the thread that evaluates may call them. */
    private VerbCalls verbs() {
        if (!Evaluation.isCurrent()) {
            throw new VerbFailure(
                    VerbFailure.Reason.USAGE,
                    "verbs are for the script's own thread: it waits for all hosts of a verb side by side, and calls one verb"
                            + " after the other");
        }
        return screen();
    }

    private VerbCalls screen() {
        if (Evaluation.isAbandoned()) {
            throw new VerbFailure(VerbFailure.Reason.STOPPED, "stopped by the operator");
        }
        if (getBinding() instanceof ShoalBinding ours) {
            return ours.verbs();
        }
        throw new IllegalStateException("the script was started by something else than Shoal");
    }

    private static String text(Object nodeset) {
        return nodeset instanceof Iterable<?> several
                ? String.join(",", Options.texts(several))
                : String.valueOf(nodeset);
    }
}
