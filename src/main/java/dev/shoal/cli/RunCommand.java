package dev.shoal.cli;

import dev.shoal.fleet.Job;
import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Run;
import dev.shoal.fleet.RunListener;
import dev.shoal.fleet.Task;
import dev.shoal.inventory.Selection;
import dev.shoal.output.ProgressLine;
import dev.shoal.output.Renderer;
import dev.shoal.output.RunTitle;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToIntFunction;

/**
 * One run of a verb from its submission to its record, with the live line, Ctrl-C and what is printed.
 *
 * @param <T> what one host answers
 */
final class RunCommand<T> {
    private static final Duration TICK = Duration.ofMillis(100);

    private final CommandContext desk;
    private final Call call;
    private final String verb;
    private final Renderer<T> renderer;
    private long expectedBytes;
    private boolean keepsNothing;
    private OutputDirectories<T> dirs = OutputDirectories.none();

    /**
     * A run that has not begun.
     *
     * @param verb which one it is, as the record calls it
     */
    RunCommand(CommandContext desk, Call call, String verb, Renderer<T> renderer) {
        this.desk = desk;
        this.call = call;
        this.verb = verb;
        this.renderer = renderer;
    }

    /** The same run, which is known to move so many bytes to all hosts together. */
    RunCommand<T> expecting(long bytes) {
        expectedBytes = bytes;
        return this;
    }

    /** The same run, with what hosts write also kept in files. */
    RunCommand<T> into(OutputDirectories<T> files) {
        dirs = files;
        return this;
    }

    /** The same run, of whose answers nothing is kept: they are shown as they come, or not at all. */
    RunCommand<T> keepingNothing() {
        keepsNothing = true;
        return this;
    }

    /** What came of it. */
    record Ended<T>(RunTitle title, Ledger<T> ledger, int status) {}

    /**
     * Runs the task on the hosts.
     *
     * @param asked the task in the operator's words
     */
    Ended<T> on(Selection selection, Task<T> task, String asked) throws UsageException, InterruptedException {
        return on(selection, task, asked, ended -> ended.status());
    }

    /** As the other one, with another opinion on the status. */
    Ended<T> on(Selection selection, Task<T> task, String asked, ToIntFunction<Ended<T>> status)
            throws UsageException, InterruptedException {
        var values = new OptionValues(call.given());
        var okExits = values.okExits();
        var asConfigured = values.fanOut(desk.site().defaults().fanOut());
        var fanOut = keepsNothing ? asConfigured.keeping(0) : asConfigured;
        var engine = desk.site().engine(values.reach(), selection.hosts());
        Targets.note(selection, call.given(), desk);
        dirs.begin(selection.hosts());
        var number = desk.site().audit().nextRun();
        var title = new RunTitle(number, Instant.now(), selection.nodeset().fold(), asked);
        var job = new Job<>(number, task, selection.hosts(), fanOut, okExits);
        var progress = progress(job);
        var running = new AtomicReference<@Nullable Run<T>>();
        // before the record begins: a signal between the two must not leave it without its end
        try (var _ = desk.interrupts().begins(() -> cancel(running.get()))) {
            var record = AuditRecord.begun(desk, verb, title, selection.hosts().size());
            var run = engine.submit(job, RunListener.all(dirs.with(List.of(progress, renderer))));
            running.set(run);
            if (desk.interrupts().isInterrupted()) {
                run.cancel();
            }
            return end(title, ended(run, progress, record), record, status);
        }
    }

    private static void cancel(@Nullable Run<?> run) {
        if (run != null) {
            run.cancel();
        }
    }

    /** What came of it. Whatever ends the watching, a script that is stopped or a terminal that is gone, the run is recorded. */
    private Ledger<T> ended(Run<T> run, ProgressLine<T> progress, AuditRecord record) throws InterruptedException {
        var isOver = false;
        try {
            var ledger = follow(run, progress);
            isOver = true;
            return ledger;
        } finally {
            if (!isOver) {
                run.cancel();
                var interrupts = desk.interrupts();
                var status = interrupts.isInterrupted() ? ExitStatus.INTERRUPTED : ExitStatus.FAILED;
                record.ended(run.await(), interrupts.status(status));
            }
        }
    }

    private Ledger<T> follow(Run<T> run, ProgressLine<T> progress) throws InterruptedException {
        try (progress) {
            while (!run.await(TICK)) {
                progress.tick();
                renderer.tick(progress.outstanding());
                if (!call.given().has(Option.STDIN) && desk.isAskedForStatus()) {
                    progress.tell();
                }
                if (desk.screen().failure().isPresent()) {
                    run.cancel();
                }
            }
            return run.await();
        }
    }

    private ProgressLine<T> progress(Job<T> job) {
        var width = desk.streams().width();
        var line = new ProgressLine<T>(
                desk.screen(), width, System::nanoTime, job.hosts().size(), job.okExits());
        line.expect(expectedBytes);
        return line;
    }

    private Ended<T> end(RunTitle title, Ledger<T> ledger, AuditRecord record, ToIntFunction<Ended<T>> opinion) {
        var byOperator = desk.interrupts().isInterrupted() || desk.screen().isReaderGone();
        var status = opinion.applyAsInt(new Ended<>(title, ledger, ExitStatus.of(ledger, byOperator)));
        try {
            dirs.end();
            renderer.finish(title, ledger);
            status = dirs.told(desk, status);
        } finally { // what is printed may fail; what was run is recorded
            record.ended(ledger, desk.interrupts().status(status));
        }
        desk.remember(new PastRun(verb, call, title, ledger, renderer.shown()));
        return new Ended<>(title, ledger, status);
    }
}
