package dev.shoal.cli;

import dev.shoal.fleet.Ledger;
import dev.shoal.fold.Masks;
import dev.shoal.inventory.Host;
import dev.shoal.inventory.Selection;
import dev.shoal.output.RunTitle;
import dev.shoal.script.RunView;
import dev.shoal.transfer.TransferException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * One use of a verb that runs on the hosts of a target. The steps are the same for all such verbs: check, choose the hosts, stop
 * where there are none, print the plan for {@code --dry-run}, run.
 */
abstract class TargetVerb {
    final Verb.Invocation call;
    final CommandContext context;
    final OptionValues values;

    TargetVerb(Verb.Invocation call, CommandContext context) {
        this.call = call;
        this.context = context;
        this.values = new OptionValues(call.options());
    }

    /** The job in the operator's words. */
    abstract String command();

    /** Checks what can be checked before any host is looked up. */
    abstract void check() throws UsageException, TransferException;

    /** What a dry run prints after the hosts. */
    List<String> plan(List<Host> hosts) throws UsageException, TransferException, InterruptedException {
        return List.of();
    }

    /** Runs it; the selection is not empty. */
    abstract Verb.Result run(Selection selection) throws UsageException, TransferException, InterruptedException;

    final Verb.Result run() throws UsageException, InterruptedException {
        try {
            values.check();
            check();
            if (context.interrupts().isInterrupted()) {
                return Verb.Result.of(ExitStatus.INTERRUPTED);
            }
            var selection = Targets.select(call.options(), context);
            if (selection.isEmpty()) {
                return nothing(Targets.empty(call.options(), context).status());
            }
            return call.options().has(Option.DRY_RUN) ? dryRun(selection) : run(selection);
        } catch (TransferException e) {
            throw new UsageException(e.problem(), e);
        }
    }

    private Verb.Result dryRun(Selection selection) throws UsageException, TransferException, InterruptedException {
        var fanOut = values.fanOut(context.site().defaults().fanOut());
        context.print(
                "would run on " + Targets.describe(selection) + ", " + fanOut.fanout() + " at a time: " + command());
        for (var host : selection.hosts()) {
            var address = host.address().equals(host.name()) ? "" : " " + host.address();
            var port = host.port().isPresent() ? " port " + host.port().getAsInt() : "";
            var user = host.user().map(name -> " user " + name).orElse("");
            context.print(host.name() + address + port + user);
        }
        Targets.note(selection, call.options(), context);
        plan(selection.hosts()).forEach(context::print);
        return nothing(ExitStatus.OK);
    }

    /** A result without hosts, so that a script can ask it which failed. */
    private Verb.Result nothing(int status) {
        var title = new RunTitle(0, Instant.EPOCH, "", command());
        return Verb.Result.of(status, () -> switch (this) {
            case CollectVerb _ -> RunView.ofRows(title, none(), status);
            case FilesVerb _ -> RunView.ofFiles(title, none(), status);
            default -> RunView.ofReplies(title, none(), Masks.BUILT_IN, status);
        });
    }

    private static <T> Ledger<T> none() {
        return new Ledger<>(List.of(), Duration.ZERO, Set.of(ExitStatus.OK));
    }
}
