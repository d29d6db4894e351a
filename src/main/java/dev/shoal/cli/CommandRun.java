package dev.shoal.cli;

import dev.shoal.fleet.HostResult;
import dev.shoal.fleet.Reply;
import dev.shoal.fleet.SharedInput;
import dev.shoal.fleet.Task;
import dev.shoal.inventory.Selection;
import dev.shoal.output.Format;
import dev.shoal.script.RunView;
import dev.shoal.transport.Command;
import dev.shoal.transport.Ending;
import dev.shoal.transport.Input;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One run of a command. */
final class CommandRun {
    private final CommandContext desk;
    private final Call call;
    private final OptionValues values;
    private final Format format;

    CommandRun(CommandContext desk, Call call, OptionValues values, Format format) {
        this.desk = desk;
        this.call = call;
        this.values = values;
        this.format = format;
    }

    Answer on(Selection selection) throws UsageException, InterruptedException {
        List<String> texts =
                call.hostTexts().isPresent() ? call.hostTexts().get().of(selection.hosts()) : List.of();
        var task =
                new Task.Exec(new Command(call.text(), stdin(selection.hosts().size())), texts);
        var masks = desk.site().defaults().masks();
        var renderer = Renderers.commands(
                format,
                desk.screen(),
                values.rendering()
                        .masking(masks)
                        .in(desk.window())
                        .of(selection.hosts().size()));
        var run = new RunCommand<>(desk, call, "exec", renderer).into(OutputDirectories.of(call.given()));
        var ended = (desk.isForOneVerb() && format.isWrittenAtOnce() ? run.keepingNothing() : run)
                .on(selection, task, call.text(), this::status);
        return Answer.ofRun(ended.status(), new RunView(ended.title(), ended.ledger(), masks));
    }

    /** With {@code -S} the largest remote exit status; what is worse than a failed command stays what it is. */
    private int status(RunCommand.Ended<Reply> ended) {
        var status = ended.status();
        if (!call.given().has(Option.LARGEST_EXIT) || (status != ExitStatus.OK && status != ExitStatus.FAILED)) {
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
        var file = call.given().last(Option.STDIN_FILE);
        if (file.isEmpty() && call.given().has(Option.STDIN) && desk.front().isPresent()) {
            throw new UsageException("--stdin: at the prompt standard input is the keyboard; use --stdin-file FILE");
        }
        if (file.isEmpty()) {
            return call.given().has(Option.STDIN)
                    ? Optional.of(new SharedInput(desk.streams().in(), hosts))
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
            throw new UsageException("--stdin-file " + file.get() + ": cannot be read: " + e.getMessage(), e);
        }
    }
}
