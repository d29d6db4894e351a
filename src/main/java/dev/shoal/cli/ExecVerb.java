package dev.shoal.cli;

import dev.shoal.files.FileProblem;
import dev.shoal.fleet.HostResult;
import dev.shoal.fleet.Reply;
import dev.shoal.fleet.SharedInput;
import dev.shoal.fleet.Task;
import dev.shoal.inventory.Host;
import dev.shoal.inventory.Selection;
import dev.shoal.output.Format;
import dev.shoal.script.RunView;
import dev.shoal.transport.Command;
import dev.shoal.transport.Command.Input;
import dev.shoal.transport.Ending;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Runs a command on the target. */
final class ExecVerb extends TargetVerb {
    private Format format = Format.FOLD;

    private ExecVerb(Verb.Invocation call, CommandContext context) {
        super(call, context);
    }

    static Verb.Result run(Verb.Invocation call, CommandContext context) throws UsageException, InterruptedException {
        return new ExecVerb(call, context).run();
    }

    @Override
    String command() {
        return call.text();
    }

    @Override
    void check() throws UsageException {
        if (call.text().isBlank()) {
            throw new UsageException("exec: no command given, e.g. exec uptime");
        }
        format = Formats.ofCommands(call.options(), context);
    }

    @Override
    List<String> plan(List<Host> hosts) throws UsageException, InterruptedException {
        var texts = texts(hosts);
        return IntStream.range(0, texts.size())
                .mapToObj(i -> hosts.get(i).name() + ": " + texts.get(i))
                .toList();
    }

    private List<String> texts(List<Host> hosts) throws UsageException, InterruptedException {
        return call.hostTexts().isPresent() ? call.hostTexts().get().of(hosts) : List.of();
    }

    @Override
    Verb.Result run(Selection selection) throws UsageException, InterruptedException {
        var hosts = selection.hosts();
        var task = new Task.Exec(new Command(call.text(), stdin(hosts.size())), texts(hosts));
        var masks = context.site().defaults().masks();
        var rendering = values.rendering().masking(masks).in(context.window()).of(hosts.size());
        var renderer = Renderers.commands(format, context.screen(), rendering);
        var run = new RunCommand<>(context, call, "exec", renderer).into(OutputDirectories.of(call.options()));
        var ended = (context.isForOneVerb() && format.isWrittenAtOnce() ? run.keepingNothing() : run)
                .run(selection, task, command(), this::status);
        return Verb.Result.ofRun(
                ended.status(), () -> RunView.ofReplies(ended.title(), ended.ledger(), masks, ended.status()));
    }

    /** With {@code -S} the largest remote exit status; what is worse than a failed command stays what it is. */
    private int status(RunCommand.Ended<Reply> ended) {
        var status = ended.status();
        if (!call.options().has(Option.LARGEST_EXIT) || (status != ExitStatus.OK && status != ExitStatus.FAILED)) {
            return status;
        }
        return ended.ledger().results().stream()
                .mapToInt(result -> result instanceof HostResult.Done<Reply> done ? exit(done.value()) : 0)
                .reduce(status, Math::max);
    }

    private static int exit(Reply reply) {
        return reply.ending()
                .map(ending -> ending instanceof Ending.Exited exited ? exited.status() : 0)
                .orElse(0);
    }

    /** What every host's command reads: a file is opened for each, what can be read only once is shared among them. */
    private Optional<Input> stdin(int hosts) throws UsageException {
        var file = call.options().last(Option.STDIN_FILE);
        if (file.isEmpty()
                && call.options().has(Option.STDIN)
                && context.front().isPresent()) {
            throw new UsageException("--stdin: at the prompt standard input is the keyboard; use --stdin-file FILE");
        }
        if (file.isEmpty()) {
            return call.options().has(Option.STDIN)
                    ? Optional.of(new SharedInput(context.streams().in(), hosts))
                    : Optional.empty();
        }
        try {
            var path = Path.of(file.get());
            if (!Files.isRegularFile(path)) {
                return Optional.of(new SharedInput(new FileInputStream(file.get()), hosts));
            }
            Files.newInputStream(path).close(); // what cannot be read is found before anything runs
            return Optional.of(() -> new FileInputStream(file.get()));
        } catch (IOException e) {
            throw new UsageException("--stdin-file " + FileProblem.of(Path.of(file.get()), e), e);
        }
    }
}
