package dev.shoal.cli;

import dev.shoal.log.CleanText;
import dev.shoal.output.Screen;
import dev.shoal.script.KnownHost;
import dev.shoal.script.RunView;
import dev.shoal.script.VerbCalls;
import dev.shoal.script.VerbFailure;
import dev.shoal.script.VerbFailure.Reason;
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

    private final Desk desk;
    /** How many evaluations were stopped: what goes on of them must not touch the target any more. */
    private final AtomicInteger stops = new AtomicInteger();

    private int worst = ExitStatus.OK;
    private boolean hasCalled;
    private @Nullable Object told;

    GroovyVerbs(Desk desk) {
        this.desk = desk;
    }

    /** The worst status of the verbs since the last time somebody asked. */
    int takeWorst() {
        var status = worst;
        worst = ExitStatus.OK;
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
    void stopped(Given outer) {
        stops.incrementAndGet();
        desk.given(outer);
    }

    @Override
    public @Nullable Object call(String name, Map<String, Object> options, List<Object> words) {
        try {
            var verb = Verbs.named(name);
            var args = new NamedOptions(verb).words(options, List.of(CHECK));
            args.add("--");
            var texts = texts(name, words);
            args.addAll(texts);
            var parsed = OptionParser.of(verb).parse(args);
            var call = new Call(desk.given().with(parsed.given()), texts, String.join(" ", texts));
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
        worst = ExitStatus.worse(worst, answer.status());
        hasCalled = true;
        answer.value().ifPresent(desk::keep);
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

    private static List<String> texts(String verb, List<Object> words) throws UsageException {
        var all = new ArrayList<@Nullable Object>();
        for (var word : words) {
            if (word instanceof Collection<?> several) {
                all.addAll(several);
            } else {
                all.add(word);
            }
        }
        if (all.contains(null)) {
            throw new UsageException(verb + ": one of its words is null");
        }
        return all.stream().map(String::valueOf).toList();
    }

    @Override
    public @Nullable Object on(String nodeset, Supplier<@Nullable Object> body) {
        var back = desk.wayBack();
        var before = stops.get();
        try {
            var given = Targets.lasting(nodeset, Given.NOTHING, desk);
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
    public void print(String text, boolean endsLine) {
        var shown = desk.screen().out().isTerminal() ? CleanText.of(text) : text;
        desk.screen().out(Screen.Text.of(endsLine ? shown + "\n" : shown));
    }
}
