package dev.shoal.cli;

import dev.shoal.fleet.Moved;
import dev.shoal.fleet.Task;
import dev.shoal.inventory.Host;
import dev.shoal.inventory.Selection;
import dev.shoal.transfer.GetPlan;
import dev.shoal.transfer.PutPlan;
import dev.shoal.transfer.PutPlans;
import dev.shoal.transfer.TransferException;

import java.util.List;
import java.util.function.Function;

/** One use of {@code put} or {@code get}, with a word for what is moved and one for where it goes at the least. */
final class FilesRun {
    private final Verb verb;
    private final Call call;
    private final CommandContext desk;
    private final LocalPaths paths;

    FilesRun(Verb verb, Call call, CommandContext desk) {
        this.verb = verb;
        this.call = call;
        this.desk = desk;
        this.paths = desk.site().localPaths();
    }

    /** To the hosts. What is wrong with the local files is found before any host is looked for. */
    Answer put() throws UsageException, TransferException, InterruptedException {
        var task = new Task.Put(paths.of(sources()), call.words().getLast());
        if (!call.text().contains("{host}")) {
            PutPlan.of(task);
        }
        var selection = Targets.select(call.given(), desk);
        if (selection.isEmpty()) {
            return nobody();
        }
        var plans = PutPlans.of(task, selection.hosts());
        return run(selection, task, plans.bytes(), plans::lines);
    }

    /** From the hosts. */
    Answer get() throws UsageException, TransferException, InterruptedException {
        var task = new Task.Get(sources(), paths.of(call.words().getLast()));
        var selection = Targets.select(call.given(), desk);
        if (selection.isEmpty()) {
            return nobody();
        }
        var plan = GetPlan.of(task, selection.hosts());
        return run(selection, task, 0, plan::lines);
    }

    private List<String> sources() {
        return call.words().subList(0, call.words().size() - 1);
    }

    private Answer nobody() {
        return Targets.nobody("moved", call.given(), desk);
    }

    /**
     * Moves the files, or says what would be moved.
     *
     * @param bytes to all hosts together; 0 where that is not known
     * @param plan what would go where for one host, a line each
     */
    private Answer run(Selection selection, Task<Moved> task, long bytes, Function<Host, List<String>> plan)
            throws UsageException, InterruptedException {
        var values = new OptionValues(call.given());
        values.check();
        var format = Formats.ofCommands(call.given(), desk);
        var asked = verb.name() + " " + call.text();
        if (call.given().has(Option.DRY_RUN)) {
            var status = new Plan(desk).print(selection, call.given(), asked);
            for (var host : selection.hosts()) {
                plan.apply(host).forEach(line -> desk.print(host.name() + ": " + line));
            }
            return Answer.of(status);
        }
        var renderer = Renderers.files(format, desk.screen(), values.rendering());
        var ended = new RunCommand<>(desk, call, verb.name(), renderer)
                .expecting(bytes)
                .on(selection, task, asked);
        return Answer.of(ended.status());
    }
}
