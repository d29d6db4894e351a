package dev.shoal.cli;

import dev.shoal.fleet.Job;
import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Run;
import dev.shoal.fleet.RunListener;
import dev.shoal.fleet.Task;
import dev.shoal.inventory.Host;
import dev.shoal.inventory.Selection;
import dev.shoal.log.AuditEntry;
import dev.shoal.log.AuditException;
import dev.shoal.log.AuditLog;
import dev.shoal.nodeset.NodeSet;
import dev.shoal.output.ProgressLine;
import dev.shoal.output.Renderer;
import dev.shoal.output.RunTitle;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToIntFunction;

/**
 * One run of a verb from its submission to its record, with the live line, Ctrl-C and what is printed.
 *
 * @param <T> what one host answers
 */
final class RunCommand<T> {
    private static final Duration TICK = Duration.ofMillis(100);

    private final CommandContext context;
    private final Verb.Invocation call;
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
    RunCommand(CommandContext context, Verb.Invocation call, String verb, Renderer<T> renderer) {
        this.context = context;
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
    Ended<T> run(Selection selection, Task<T> task, String asked) throws UsageException, InterruptedException {
        return run(selection, task, asked, ended -> ended.status());
    }

    /** As the other one, with another opinion on the status. */
    Ended<T> run(Selection selection, Task<T> task, String asked, ToIntFunction<Ended<T>> status)
            throws UsageException, InterruptedException {
        var values = new OptionValues(call.options());
        var okExits = values.okExits();
        var asConfigured = values.fanOut(context.site().defaults().fanOut());
        var fanOut = keepsNothing ? asConfigured.keeping(0) : asConfigured;
        var engine = context.site().engine(values.reach(), selection.hosts());
        Targets.note(selection, call.options(), context);
        dirs.begin(selection.hosts());
        var number = context.site().audit().nextRun();
        var title = new RunTitle(number, Instant.now(), selection.nodeset().fold(), asked);
        var job = new Job<>(number, task, selection.hosts(), fanOut, okExits);
        var progress = progress(job);
        var running = new AtomicReference<@Nullable Run<T>>();
        // before the record begins: a signal between the two must not leave it without its end
        try (var _ = context.interrupts().register(() -> cancel(running.get()))) {
            var record =
                    AuditRecord.begin(context, verb, title, selection.hosts().size());
            var run = engine.submit(job, RunListener.all(dirs.with(List.of(progress, renderer))));
            running.set(run);
            if (context.interrupts().isInterrupted()) {
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

    /** What came of it. The run is recorded in any case, also when a script is stopped or a terminal is gone. */
    private Ledger<T> ended(Run<T> run, ProgressLine<T> progress, AuditRecord record) throws InterruptedException {
        var isOver = false;
        try {
            var ledger = follow(run, progress);
            isOver = true;
            return ledger;
        } finally {
            if (!isOver) {
                run.cancel();
                var interrupts = context.interrupts();
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
                if (!call.options().has(Option.STDIN) && context.isAskedForStatus()) {
                    progress.tell();
                }
                if (context.screen().failure().isPresent()) {
                    run.cancel();
                }
            }
            return run.await();
        }
    }

    private ProgressLine<T> progress(Job<T> job) {
        var width = context.streams().width();
        var line = new ProgressLine<T>(
                context.screen(), width, System::nanoTime, job.hosts().size(), job.okExits());
        line.expect(expectedBytes);
        return line;
    }

    private Ended<T> end(RunTitle title, Ledger<T> ledger, AuditRecord record, ToIntFunction<Ended<T>> opinion) {
        var byOperator =
                context.interrupts().isInterrupted() || context.screen().isReaderGone();
        var status = opinion.applyAsInt(new Ended<>(title, ledger, ExitStatus.of(ledger, byOperator)));
        try {
            dirs.end();
            renderer.finish(title, ledger);
            status = dirs.report(context, status);
        } finally { // what is printed may fail; what was run is recorded
            record.ended(ledger, context.interrupts().status(status));
        }
        context.remember(new PastRun(verb, call, title, ledger, renderer.shown()));
        return new Ended<>(title, ledger, status);
    }

    /** A run as the audit file keeps it. */
    private static final class AuditRecord {
        private final AuditLog log;
        private final AuditEntry entry;

        private AuditRecord(AuditLog log, AuditEntry entry) {
            this.log = log;
            this.entry = entry;
        }

        /**
         * Records that a run begins, before anything is sent.
         *
         * @throws UsageException if that cannot be recorded and must be
         */
        static AuditRecord begin(CommandContext context, String verb, RunTitle title, int hosts) throws UsageException {
            var command = context.isKeptOut() ? Optional.<String>empty() : Optional.of(title.command());
            var entry = new AuditEntry(
                    title.at(), title.run(), AuditEntry.Who.here(), verb, title.target(), command, hosts);
            var log = context.site().audit();
            try {
                log.begun(entry);
            } catch (AuditException e) {
                throw new UsageException(String.valueOf(e.getMessage()), e);
            }
            return new AuditRecord(log, entry);
        }

        /** Records how it ended. */
        void ended(Ledger<?> ledger, int exit) {
            var parts = ledger.parts().stream()
                    .map(part -> new AuditEntry.Part(
                            part.outcome().word(), part.detail(), part.hosts().size(), folded(part)))
                    .toList();
            log.ended(entry, new AuditEntry.End(parts, exit, ledger.took()));
        }

        private static String folded(Ledger.Part part) {
            return NodeSet.of(part.hosts().stream().map(Host::name).toList()).fold();
        }
    }
}
