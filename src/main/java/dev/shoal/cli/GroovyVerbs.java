package dev.shoal.cli;

import dev.shoal.script.KnownHost;
import dev.shoal.script.RunView;
import dev.shoal.script.VerbCalls;
import dev.shoal.script.VerbFailure;
import dev.shoal.script.VerbFailure.Reason;
import dev.shoal.terminal.Screen;
import dev.shoal.text.CleanText;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The verbs for Groovy: the same options, the same printing, and the value besides. Used by one thread at a time. */
final class GroovyVerbs implements VerbCalls {
    private static final String CHECK = "check";

    private final CommandContext desk;
    /** How many evaluations were stopped: what goes on of them must not touch the target any more. */
    private final AtomicInteger stops = new AtomicInteger();

    /** Threads that a script has started add to it, too. */
    private final AtomicInteger worst = new AtomicInteger(ExitStatus.OK);

    private boolean hasCalled;
    private @Nullable Object told;

    GroovyVerbs(CommandContext desk) {
        this.desk = desk;
    }

    /** The worst status of the verbs since the last time somebody asked. */
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
        desk.given(outer);
    }

    @Override
    public @Nullable Object call(String name, Map<String, Object> options, List<Object> words) {
        try {
            var verb = Verbs.named(name);
            var args = new NamedOptions(verb).words(options, List.of(CHECK));
            args.add("--");
            var texts = texts(verb, words);
            args.addAll(texts);
            var parsed = OptionParser.of(verb).parse(args);
            var call = new Call(
                    desk.given().with(parsed.given().local(desk.site().localPaths())), texts, String.join(" ", texts));
            return done(verb, call, Boolean.TRUE.equals(options.get(CHECK)));
        } catch (UsageException e) {
            throw new VerbFailure(Reason.USAGE, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            throw stopped();
        }
    }

    private @Nullable Object done(Verb verb, Call call, boolean isChecked) throws UsageException, InterruptedException {
        var answer = counted(() -> verb.run(call, desk));
        if (isChecked && answer.status() != ExitStatus.OK) {
            throw new VerbFailure(Reason.CHECK, verb.name() + ": " + unmet(answer));
        }
        told = answer.value().orElse(null);
        return told;
    }

    private interface Work {
        Answer done() throws UsageException, InterruptedException;
    }

    /** What a run came to counts, also where the operator stopped it and with it the script. */
    private Answer counted(Work work) throws UsageException, InterruptedException {
        if (desk.interrupts().isInterrupted()) {
            throw stopped();
        }
        var answer = work.done();
        worst.accumulateAndGet(answer.status(), ExitStatus::worse);
        hasCalled = true;
        desk.keep(answer);
        if (desk.interrupts().isInterrupted()) {
            Thread.currentThread().interrupt(); // so that a script's loop ends that catches everything
            throw stopped();
        }
        return answer;
    }

    private static String unmet(Answer answer) {
        if (answer.value().orElse(null) instanceof RunView run
                && !run.getFailed().isEmpty()) {
            var failed = run.getFailed();
            return failed.size() + " of " + run.size() + (run.size() == 1 ? " host is" : " hosts are") + " not ok: "
                    + failed.getHosts();
        }
        return "not every host is ok";
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
        var back = desk.wayBack();
        var before = stops.get();
        try {
            var given = Targets.lasting(nodeset, OptionSet.NOTHING, desk);
            desk.sets().used().forEach(desk::note);
            desk.given(given);
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
    public RunView sftp(FileWork work) {
        try {
            return (RunView)
                    counted(() -> new FilesOfHosts(desk).with(work)).value().orElseThrow();
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
            Targets.selectOrAll(desk.given(), desk).hosts().forEach(host -> hosts.add(new KnownHost(host)));
            return hosts;
        } catch (UsageException e) {
            throw new VerbFailure(Reason.USAGE, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void threadDied(String problem) {
        worst.accumulateAndGet(ExitStatus.DIED, ExitStatus::worse);
        desk.note(UsageException.shown(problem));
    }

    @Override
    public void print(String text, boolean endsLine) {
        var shown = desk.screen().out().isTerminal() ? CleanText.of(text) : text;
        desk.screen().out(Screen.Text.of(endsLine ? shown + "\n" : shown));
    }
}
