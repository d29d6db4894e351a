package dev.shoal.script;

import dev.shoal.log.ShoalLog;
import dev.shoal.script.VerbCalls.FileWork;
import groovy.lang.Closure;
import groovy.lang.Script;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The base class of scripts and of lines at the prompt. Every verb can be called as a method, with its options as named
 * arguments: {@code exec 'uptime', timeout: '10s'}. A verb returns its value; a mistake or a failed check is a
 * {@link VerbFailure}.
 */
public abstract class ShoalScript extends Script {
    /** The log of scripts, {@code script.log}. */
    public Logger getLog() {
        return ShoalLog.logger("script");
    }

    /** Runs the closure with another target: {@code on('@web') { exec 'uptime' }}. Calls can be nested. */
    public @Nullable Object on(@Nullable Object nodeset, Closure<?> body) {
        return verbs("on").on(text(nodeset), body::call);
    }

    /**
     * Runs the closure with the files of each host of the target, several hosts at once. The values of the results are the
     * values that it returns.
     */
    public RunView sftp(Closure<?> body) {
        return sftp(Map.of(), body);
    }

    /** The same with {@code check: true}, which fails where a host is not ok. */
    public RunView sftp(Map<String, ?> options, Closure<?> body) {
        for (var name : options.keySet()) {
            if (!name.equals("check")) {
                throw new VerbFailure(
                        VerbFailure.Reason.USAGE,
                        "sftp: unknown option " + name
                                + "; its only one is check. Set others outside: on('@web') { sftp { … } }");
            }
        }
        FileWork work = files -> {
            var own = body.rehydrate(files, body.getOwner(), body.getThisObject());
            own.setResolveStrategy(Closure.DELEGATE_FIRST);
            return own.call();
        };
        return verbs("sftp").sftp(work, Boolean.TRUE.equals(options.get("check")));
    }

    /** Calls the verb {@code use}, which a method of Groovy would otherwise hide. */
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

    /** Ends the script with exit status 0. */
    public void exit() {
        exit(0);
    }

    /** The value as quoted words for a shell: one word, or several for a list. */
    public String quote(@Nullable Object value) {
        return Quoted.words(given("quote", value));
    }

    /** Puts the value into a text unchanged, where {@code #{}} would quote it. */
    public Template.Raw raw(@Nullable Object value) {
        return new Template.Raw(String.valueOf(given("raw", value)));
    }

    private static Object given(String method, @Nullable Object value) {
        if (value == null) {
            throw new VerbFailure(VerbFailure.Reason.USAGE, method + ": its value is null; give it a text or a list");
        }
        return value;
    }

    @Override
    public void print(Object value) {
        screen().print(Interpreter.text(value), false);
    }

    @Override
    public void println(Object value) {
        screen().print(Interpreter.text(value), true);
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

    /** Calls the verb of that name; other names are looked up as in any script. */
    @Override
    public @Nullable Object invokeMethod(String name, Object args) {
        if (!Language.RESERVED.contains(name)) {
            return super.invokeMethod(name, args);
        }
        var words =
                new ArrayList<Object>(Arrays.asList(args instanceof Object[] several ? several : new Object[] {args}));
        var options = new LinkedHashMap<String, Object>();
        if (!words.isEmpty() && words.getFirst() instanceof Map<?, ?> named) {
            named.forEach((option, value) -> options.put(String.valueOf(option), value));
            words.removeFirst();
        }
        return verbs(name).call(name, options, words);
    }

    /** The verbs, for the script's own thread only: two verbs at once would change each other's target. */
    private VerbCalls verbs(String called) {
        var screen = screen();
        if (!Evaluation.isCurrent()) {
            var problem = SourceText.calledAt() + called
                    + " was called in a thread that the script started; call verbs in the script's own thread, one"
                    + " after the other: each runs on all its hosts at once";
            screen.threadDied(problem); // an exception of that thread may never be reported
            throw new VerbFailure(VerbFailure.Reason.USAGE, problem);
        }
        return screen;
    }

    private VerbCalls screen() {
        if (Evaluation.isAbandoned()) {
            throw new VerbFailure(VerbFailure.Reason.STOPPED, "stopped by the operator");
        }
        if (getBinding() instanceof ShoalBinding ours) {
            return ours.verbs();
        }
        throw new IllegalStateException("the script was not started by Shoal");
    }

    private static String text(@Nullable Object nodeset) {
        if (nodeset == null
                || (nodeset instanceof Collection<?> hosts && hosts.stream().anyMatch(Objects::isNull))) {
            throw new VerbFailure(
                    VerbFailure.Reason.USAGE,
                    "on: " + (nodeset == null ? "the nodeset is null" : "a host in its list is null")
                            + "; write on('@web') { … }");
        }
        return nodeset instanceof Iterable<?> several
                ? StreamSupport.stream(several.spliterator(), false)
                        .map(ShoalScript::host)
                        .distinct()
                        .collect(Collectors.joining(","))
                : host(nodeset);
    }

    /** The host of a result or of a row; other values are a nodeset themselves. */
    private static String host(@Nullable Object value) {
        return switch (value) {
            case ResultView result -> result.getHost();
            case GroupView group -> group.getHosts();
            case RowView row when row.get("host") != null -> String.valueOf(row.get("host"));
            case null, default -> String.valueOf(value);
        };
    }
}
