package dev.shoal.cli;

import dev.shoal.fleet.Task;
import dev.shoal.transfer.PutPlan;
import dev.shoal.transfer.TransferException;

import java.util.Set;

/** Sends files to the target. */
final class PutVerb implements Verb {
    @Override
    public String name() {
        return "put";
    }

    @Override
    public String arguments() {
        return "[--] SRC... DEST";
    }

    @Override
    public String summary() {
        return "copy local files and directories to every host; DEST/ is into that directory";
    }

    @Override
    public Set<Option> options() {
        return Option.of("target", "ssh", "run", "output", "start", "help");
    }

    @Override
    public boolean hasValue() {
        return true;
    }

    @Override
    public Answer run(Call call, Desk desk) throws UsageException, InterruptedException {
        var sources = FilesRun.sources(this, call);
        var task = new Task.Put(sources, call.words().getLast());
        try {
            var plan = PutPlan.of(task);
            var run = new FilesRun(this, call, desk);
            var target = run.target();
            if (target.isEmpty()) {
                return Answer.of(ExitStatus.EMPTY);
            }
            var bytes = plan.bytes() * target.get().hosts().size();
            return run.run(target.get(), task, bytes, _ -> plan.lines());
        } catch (TransferException e) {
            throw new UsageException(e.problem(), e);
        }
    }
}
