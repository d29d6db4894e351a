package dev.shoal.cli;

import dev.shoal.plugin.Param;
import dev.shoal.plugin.PluginException;
import dev.shoal.script.Condition;
import dev.shoal.script.Condition.Verdict;
import dev.shoal.script.Interpreter;
import dev.shoal.script.KnownHost;
import dev.shoal.script.RunView;
import dev.shoal.script.ScriptException;
import dev.shoal.script.VerbCalls;
import dev.shoal.script.VerbFailure;
import dev.shoal.script.VerbFailure.Reason;
import dev.shoal.terminal.Screen;
import dev.shoal.text.Amounts;
import dev.shoal.text.CleanText;
import dev.shoal.text.Nearest;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The Groovy of the prompt, and the verbs for it: the same options, the same printing, and the value as well. Confined to the
 * thread that runs the lines, except where a script's own threads add to the worst status.
 */
final class GroovyVerbs implements VerbCalls {
    private static final String CHECK = "check";

    private final CommandContext context;
    /** How many evaluations were stopped: what goes on of them must not touch the target any more. */
    private final AtomicInteger stops = new AtomicInteger();

    /** Threads that a script has started add to it, too. */
    private final AtomicInteger worst = new AtomicInteger(ExitStatus.OK);

    private final Interpreter interpreter;
    private boolean hasCalled;
    private @Nullable Object told;

    GroovyVerbs(CommandContext context) {
        this.context = context;
        this.interpreter = new Interpreter(
                context.values(), this, () -> context.site().code().libraries().get());
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

    private interface Evaluation<T extends @Nullable Object> {
        T run() throws ScriptException, InterruptedException;
    }

    private <T extends @Nullable Object> T guarded(Evaluation<T> work) throws ScriptException {
        var outer = context.options();
        var waiting = Thread.currentThread();
        try (var _ = context.interrupts().register(waiting::interrupt)) {
            return work.run();
        } catch (InterruptedException e) {
            stopped(outer);
            throw stopped();
        }
    }

    /** A value as people read it, which may be made by code of the value's own. */
    String shown(Object value) throws ScriptException {
        return guarded(() -> Interpreter.shown(value));
    }

    /** The value as plain data, which may be made by code of the value's own. */
    Object plain(Object value) throws ScriptException {
        return guarded(() -> Interpreter.plain(value));
    }

    /** The worst status of the verbs since the last call. */
    int takeWorst() {
        var status = worst.getAndSet(ExitStatus.OK);
        hasCalled = false;
        told = null;
        return status;
    }

    /** Whether a verb has come to its end since then. */
    boolean hasCalled() {
        return hasCalled;
    }

    /** Whether the last verb since then has given this value, and shown it in its own way. */
    @SuppressWarnings("ReferenceEquality") // this very value, not one like it
    boolean hasTold(Object value) {
        return told == value;
    }

    /** What was evaluated is stopped, and maybe left alone in the middle of {@link #on}: the target is this again. */
    void stopped(OptionSet outer) {
        stops.incrementAndGet();
        context.options(outer);
    }

    @Override
    public @Nullable Object call(String name, Map<String, Object> options, List<Object> words) {
        try {
            var verb = Verbs.named(name);
            var args = words(verb, options, List.of(CHECK));
            args.add("--");
            var texts = texts(verb, words);
            texts.addAll(params(verb, options, texts));
            noteOptions(verb, options.keySet(), texts);
            args.addAll(texts);
            var parsed = OptionParser.of(verb).parse(args);
            var call = new Verb.Invocation(
                    context.options().with(parsed.options().local(context.site().localPaths())),
                    texts,
                    String.join(" ", texts));
            return done(verb, call, Boolean.TRUE.equals(options.get(CHECK)));
        } catch (UsageException e) {
            throw new VerbFailure(Reason.USAGE, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            throw stopped();
        }
    }

    private @Nullable Object done(Verb verb, Verb.Invocation call, boolean isChecked)
            throws UsageException, InterruptedException {
        var answer = checked(verb.name(), isChecked, counted(() -> verb.run(call, context)));
        told = answer.value().orElse(null);
        return told;
    }

    private static Verb.Result checked(String name, boolean isChecked, Verb.Result answer) {
        if (isChecked && answer.status() != ExitStatus.OK) {
            throw new VerbFailure(Reason.CHECK, name + ": " + unmet(answer));
        }
        return answer;
    }

    private interface Work {
        Verb.Result done() throws UsageException, InterruptedException;
    }

    /** What a run came to counts, also where the operator stopped it and with it the script. */
    private Verb.Result counted(Work work) throws UsageException, InterruptedException {
        if (context.interrupts().isInterrupted()) {
            throw stopped();
        }
        var answer = work.done();
        worst.accumulateAndGet(answer.status(), ExitStatus::worse);
        hasCalled = true;
        context.keep(answer);
        if (context.interrupts().isInterrupted()) {
            Thread.currentThread().interrupt(); // so that a script's loop ends that catches everything
            throw stopped();
        }
        return answer;
    }

    private static String unmet(Verb.Result answer) {
        var parts = new ArrayList<String>();
        if (answer.value().orElse(null) instanceof RunView run
                && !run.getFailed().isEmpty()) {
            var failed = run.getFailed();
            parts.add(failed.size() + " of " + Amounts.of(run.ledger().total(), "host") + " failed: "
                    + failed.getHosts());
        }
        answer.reason().ifPresent(parts::add);
        if (parts.isEmpty()) {
            return answer.status() == ExitStatus.EMPTY ? "the target has no hosts" : "not every host succeeded";
        }
        return String.join("; ", parts);
    }

    /** What ends a script that the operator has stopped. */
    static VerbFailure stopped() {
        return new VerbFailure(Reason.STOPPED, "stopped by the operator");
    }

    private static List<String> texts(Verb verb, List<Object> words) throws UsageException {
        var all = new ArrayList<String>();
        for (int i = 0; i < words.size(); i++) {
            var place = "argument " + (i + 1);
            if (words.get(i) instanceof Collection<?> several) {
                int item = 0;
                for (var one : several) {
                    all.add(text(verb, "item " + ++item + " of " + place, one));
                }
            } else {
                all.add(text(verb, place, words.get(i)));
            }
        }
        return all;
    }

    private static String text(Verb verb, String place, @Nullable Object word) throws UsageException {
        if (word == null) {
            throw new UsageException(verb.name() + ": " + place + " is null; its arguments: "
                    + verb.arguments().replace("[--] ", ""));
        }
        return String.valueOf(word);
    }

    @Override
    public @Nullable Object on(String nodeset, Supplier<@Nullable Object> body) {
        var back = context.wayBack();
        var before = stops.get();
        try {
            var options = Targets.lasting(nodeset, OptionSet.NOTHING, context);
            context.sets().used().forEach(context::note);
            context.options(options);
            return body.get();
        } catch (UsageException e) {
            throw new VerbFailure(Reason.USAGE, String.valueOf(e.getMessage()));
        } finally {
            if (stops.get() == before) {
                back.run();
            }
        }
    }

    @Override
    public RunView sftp(FileWork work, boolean isChecked) {
        try {
            var answer = counted(() -> new FilesOfHosts(context).with(work));
            return (RunView) checked("sftp", isChecked, answer).value().orElseThrow();
        } catch (UsageException e) {
            throw new VerbFailure(Reason.USAGE, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            throw stopped();
        }
    }

    @Override
    public List<KnownHost> hosts() {
        try {
            var hosts = new ArrayList<KnownHost>();
            Targets.selectOrAll(context.options(), context).hosts().forEach(host -> hosts.add(new KnownHost(host)));
            return hosts;
        } catch (UsageException e) {
            throw new VerbFailure(Reason.USAGE, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void threadDied(String problem) {
        worst.accumulateAndGet(ExitStatus.DIED, ExitStatus::worse);
        context.note(UsageException.shown(problem));
    }

    @Override
    public void print(String text, boolean endsLine) {
        var shown = context.screen().out().isTerminal() ? CleanText.of(text) : text;
        context.screen().out(Screen.Text.of(endsLine ? shown + "\n" : shown));
    }

    /**
     * Named arguments as options of a command line: {@code timeout: '10s'} is {@code --timeout 10s}; {@code connectTimeout} works too.
     *
     * @param others names of other arguments, which are left out
     */
    private static List<String> words(Verb verb, Map<String, Object> named, List<String> others) throws UsageException {
        var words = new ArrayList<String>();
        for (var entry : named.entrySet()) {
            if (!others.contains(entry.getKey()) && !isParam(verb, entry.getKey())) {
                words.addAll(words(verb, option(verb, entry.getKey(), others), entry.getKey(), entry.getValue()));
            }
        }
        return words;
    }

    private static List<String> words(Verb verb, Option option, String name, @Nullable Object value)
            throws UsageException {
        if (value == null
                || (value instanceof Collection<?> several && several.stream().anyMatch(Objects::isNull))) {
            throw new UsageException(verb.name() + ": " + name + " is null; give it a value, or leave it out");
        }
        if (option.label().isEmpty()) {
            if (value instanceof Boolean isOn) {
                return isOn ? List.of(option.longName()) : List.of();
            }
            throw new UsageException(verb.name() + ": " + name + ": true or false is wanted");
        }
        var texts = value instanceof Collection<?> several
                ? several.stream().map(String::valueOf).toList()
                : List.of(String.valueOf(value));
        return option.isRepeatable()
                ? texts.stream().map(text -> joined(option, text)).toList()
                : List.of(joined(option, String.join(",", texts)));
    }

    private static String joined(Option option, String text) {
        var name = option.longName();
        return name.startsWith("--") ? name + "=" + text : name + text;
    }

    /** Named arguments that are not options belong to the only plugin of the call. */
    private static List<String> params(Verb verb, Map<String, Object> named, List<String> words) throws UsageException {
        var params = new ArrayList<String>();
        for (var entry : named.entrySet()) {
            var name = entry.getKey();
            if (!name.equals(CHECK) && isParam(verb, name)) {
                if (entry.getValue() == null) {
                    throw new UsageException(verb.name() + ": " + name + " is null; give it a value, or leave it out");
                }
                var word = name + "=" + paramText(entry.getValue());
                if (words.stream()
                                .filter(text -> text.indexOf('=') < 0)
                                .distinct()
                                .count()
                        > 1) {
                    throw new UsageException(verb.name() + ": " + name + " is not an option of " + verb.name()
                            + ", and it is not clear of which plugin it is a parameter; write '" + word
                            + "' after the plugin");
                }
                params.add(word);
            }
        }
        return params;
    }

    /** An option that a plugin of the call has a parameter of the same name for is easily given for the other. */
    private void noteOptions(Verb verb, Set<String> named, List<String> words) throws UsageException {
        var keys = verb.operand() == Verb.Operand.PLUGIN && !named.isEmpty()
                ? words.stream().filter(text -> text.indexOf('=') < 0).toList()
                : List.<String>of();
        for (var key : keys) {
            try {
                var params = context.site().plugins().ready(key).declaration().params();
                params.stream()
                        .map(Param::name)
                        .filter(name -> named.contains(name)
                                && (name.equals(CHECK) || find(verb, name).isPresent()))
                        .forEach(name -> context.note(verb.name() + ": " + name
                                + ": is the option; for the parameter of " + key + " write '" + name + "=VALUE'"));
            } catch (PluginException e) {
                throw new UsageException(verb.name() + ": " + e.getMessage(), e);
            }
        }
    }

    private static boolean isParam(Verb verb, String name) {
        return verb.operand() == Verb.Operand.PLUGIN && find(verb, name).isEmpty();
    }

    private static String paramText(Object value) {
        return switch (value) {
            case Duration time -> time.toMillis() + "ms";
            case Collection<?> several -> several.stream().map(String::valueOf).collect(Collectors.joining(","));
            default -> String.valueOf(value);
        };
    }

    private static Optional<Option> find(Verb verb, String name) {
        var dashed = dashed(name);
        return verb.options().stream()
                .filter(option ->
                        option.names().contains("--" + dashed) || option.names().contains("-" + name))
                .findFirst();
    }

    private static String dashed(String name) {
        return name.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private static Option option(Verb verb, String name, List<String> others) throws UsageException {
        var found = find(verb, name);
        if (found.isPresent()) {
            return found.get();
        }
        var known = verb.options().stream()
                .flatMap(option -> option.names().stream())
                .map(option -> option.replaceFirst("^-+", ""))
                .collect(Collectors.toCollection(ArrayList::new));
        known.addAll(others);
        var near = Optional.of(dashed(name))
                .flatMap(word -> Nearest.to(word, known))
                .map(word -> "; did you mean " + word + "?");
        throw new UsageException(
                verb.name() + ": unknown option " + name + near.orElse(". Its options: " + verb.name() + " --help"));
    }
}
