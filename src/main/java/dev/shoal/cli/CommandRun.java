package dev.shoal.cli;

import dev.shoal.fleet.Engine;
import dev.shoal.fleet.HostResult;
import dev.shoal.fleet.Job;
import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Reply;
import dev.shoal.fleet.Task;
import dev.shoal.inventory.Selection;
import dev.shoal.output.Audience;
import dev.shoal.output.Format;
import dev.shoal.output.ProgressLine;
import dev.shoal.output.RenderOptions;
import dev.shoal.output.RenderOptions.Labels;
import dev.shoal.output.RenderOptions.LedgerWhen;
import dev.shoal.output.Renderer;
import dev.shoal.output.RunTitle;
import dev.shoal.transport.Command;
import dev.shoal.transport.Ending;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One run of a command from its submission to its record. */
final class CommandRun {
    private static final Duration TICK = Duration.ofMillis(100);

    private final Desk desk;
    private final Call call;
    private final OptionValues values;
    private final Format format;

    CommandRun(Desk desk, Call call, OptionValues values, Format format) {
        this.desk = desk;
        this.call = call;
        this.values = values;
        this.format = format;
    }

    int on(Selection selection) throws UsageException, InterruptedException {
        var okExits = values.okExits();
        var fanOut = values.fanOut(desk.site().defaults().fanOut());
        var command = new Command(call.text(), stdin());
        var engine = desk.site().engine(values.reach(), selection.hosts());
        Targets.note(selection, call.given(), desk);
        var number = desk.site().audit().nextRun();
        var title = new RunTitle(number, Instant.now(), selection.nodeset().fold(), call.text());
        var renderer = format.renderer(desk.screen(), desk.wording(), renderOptions(okExits));
        var job = new Job<>(number, new Task.Exec(command), selection.hosts(), fanOut, okExits);
        try {
            var ledger = follow(job, engine, renderer);
            renderer.finish(title, ledger);
            return end(title, ledger);
        } finally {
            desk.interrupts().ended();
        }
    }

    private Ledger<Reply> follow(Job<Reply> job, Engine engine, Renderer renderer) throws InterruptedException {
        try (var progress = progress(job)) {
            var run = engine.submit(job, new Audience<>(List.of(progress, renderer)));
            desk.interrupts().begins(run);
            while (!run.await(TICK)) {
                progress.tick();
                if (desk.screen().failure().isPresent()) {
                    run.cancel();
                }
            }
            return run.await();
        }
    }

    private ProgressLine progress(Job<Reply> job) {
        var width = desk.streams().width();
        return new ProgressLine(
                desk.screen(),
                desk.wording(),
                width,
                System::nanoTime,
                job.hosts().size(),
                job.okExits());
    }

    private int end(RunTitle title, Ledger<Reply> ledger) {
        var lostReader = desk.screen().failure();
        lostReader.ifPresent(e -> desk.note("shoal: standard output takes nothing any more: " + e.getMessage()));
        var byOperator = desk.interrupts().isInterrupted() || lostReader.isPresent();
        var status = ExitStatus.of(ledger, byOperator);
        if (call.given().has(Option.LARGEST_EXIT)) {
            status = largest(ledger, status);
        }
        desk.site().audit().append(AuditRecord.of("exec", title, ledger, status));
        return status;
    }

    /** The largest remote exit status; what is worse than a failed command stays what it is. */
    private static int largest(Ledger<Reply> ledger, int status) {
        var largest = ledger.results().stream()
                .mapToInt(result -> result instanceof HostResult.Done<Reply> done ? exit(done.value()) : 0)
                .max()
                .orElse(0);
        return status == ExitStatus.OK || status == ExitStatus.FAILED ? Math.max(largest, status) : status;
    }

    private static int exit(Reply reply) {
        return reply.ending()
                .map(ending -> ending instanceof Ending.Exited exited ? exited.status() : 0)
                .orElse(0);
    }

    private RenderOptions renderOptions(Set<Integer> okExits) {
        return new RenderOptions(
                okExits,
                call.given().has(Option.QUIET) ? LedgerWhen.TROUBLE : LedgerWhen.ALWAYS,
                call.given().has(Option.NO_LABELS) ? Labels.HIDDEN : Labels.SHOWN);
    }

    /** What every host's command reads. */
    private Optional<byte[]> stdin() throws UsageException {
        var file = call.given().last(Option.STDIN_FILE);
        try {
            if (file.isPresent()) {
                return Optional.of(Files.readAllBytes(Path.of(file.get())));
            }
            return call.given().has(Option.STDIN)
                    ? Optional.of(desk.streams().in().readAllBytes())
                    : Optional.empty();
        } catch (IOException e) {
            throw new UsageException("--stdin-file " + file.orElse("-") + ": cannot be read: " + e.getMessage(), e);
        }
    }
}
