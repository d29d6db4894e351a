package dev.shoal.cli;

import dev.shoal.fleet.ForeignTask;
import dev.shoal.fleet.Task;
import dev.shoal.inventory.Host;
import dev.shoal.output.RunFooter;
import dev.shoal.script.RunView;
import dev.shoal.script.VerbCalls.FileWork;
import dev.shoal.transfer.HostShell;
import dev.shoal.transfer.Sftp;
import dev.shoal.transport.Deadline;
import dev.shoal.transport.Receiver;
import dev.shoal.transport.Session;
import dev.shoal.transport.Transport;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/** {@code sftp { … }} in Groovy: the same closure on the files of each host of the target. */
final class FilesOfHosts {
    private static final String NAME = "sftp";
    private static final Logger LOG = LogManager.getLogger(FilesOfHosts.class);

    private final CommandContext context;

    FilesOfHosts(CommandContext context) {
        this.context = context;
    }

    Verb.Result with(FileWork work) throws UsageException, InterruptedException {
        var values = new OptionValues(context.options());
        var selection = Targets.select(context.options(), context);
        if (selection.isEmpty()) {
            Targets.empty(context.options(), context);
        }
        var foreign = new ForeignTask.Code(
                NAME,
                values.fanOut(context.site().defaults().fanOut()).timeout(),
                frame -> String.valueOf(frame.getFileName()).endsWith(".groovy"),
                LOG);
        var task = new Task.Here<Optional<Object>>(
                NAME, events -> new ForeignTask<>(foreign, new OneHost(work, events), events));
        var call = new Verb.Invocation(context.options(), List.of(), NAME);
        var footer = new RunFooter(context.screen(), values.rendering());
        var ended = new RunCommand<Optional<Object>>(context, call, NAME, (_, ledger) -> footer.write(ledger))
                .run(selection, task, NAME, run -> selection.isEmpty() ? ExitStatus.EMPTY : run.status());
        return Verb.Result.ofRun(ended.status(), () -> RunView.ofValues(ended.title(), ended.ledger(), ended.status()));
    }

    /** The closure on one host. */
    private static final class OneHost implements ForeignTask.Work<Optional<Object>> {
        private final FileWork work;
        private final Receiver events;
        private volatile @Nullable Session session;

        OneHost(FileWork work, Receiver events) {
            this.work = work;
            this.events = events;
        }

        @Override
        public Optional<Object> run(Host host, Transport transport, Deadline start) throws Exception {
            try (var opened = transport.open(host, start, events)) {
                session = opened;
                try (var files = opened.files(start)) {
                    return Optional.ofNullable(work.with(
                            new Sftp(host.name(), files, new HostShell(opened, start.never()), events::moved)));
                }
            }
        }

        @Override
        public void end() {
            var open = session;
            if (open != null) {
                open.close();
            }
        }
    }
}
