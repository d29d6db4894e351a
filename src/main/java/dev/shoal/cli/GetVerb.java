package dev.shoal.cli;

import dev.shoal.fleet.Task;
import dev.shoal.transfer.GetPlan;
import dev.shoal.transfer.TransferException;

import java.util.Set;

/** Fetches files from the target. */
final class GetVerb implements Verb {
    @Override
    public String name() {
        return "get";
    }

    @Override
    public String arguments() {
        return "[--] SRC... DEST";
    }

    @Override
    public String summary() {
        return "copy from every host to DEST/HOST/, or where {host} in DEST says";
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
        var task = new Task.Get(sources, call.words().getLast());
        try {
            var run = new FilesRun(this, call, desk);
            var target = run.target();
            if (target.isEmpty()) {
                return Answer.of(ExitStatus.EMPTY);
            }
            var plan = GetPlan.of(task, target.get().hosts());
            return run.run(target.get(), task, 0, plan::lines);
        } catch (TransferException e) {
            throw new UsageException(e.problem(), e);
        }
    }
}
