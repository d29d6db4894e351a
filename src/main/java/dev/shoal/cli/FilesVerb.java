package dev.shoal.cli;

import dev.shoal.fleet.Moved;
import dev.shoal.fleet.Task;
import dev.shoal.inventory.Host;
import dev.shoal.inventory.Selection;
import dev.shoal.output.Format;
import dev.shoal.script.RunView;
import dev.shoal.transfer.GetPlan;
import dev.shoal.transfer.PutPlan;
import dev.shoal.transfer.PutPlans;
import dev.shoal.transfer.TransferException;

import java.util.List;
import java.util.function.Function;

/** Moves files between here and the hosts of the target. */
final class FilesVerb extends TargetVerb {
    private final boolean isPut;
    private final LocalPaths paths;
    private Format format = Format.FOLD;

    private FilesVerb(boolean isPut, Verb.Invocation call, CommandContext context) {
        super(call, context);
        this.isPut = isPut;
        this.paths = context.site().localPaths();
    }

    static Verb.Result put(Verb.Invocation call, CommandContext context) throws UsageException, InterruptedException {
        return new FilesVerb(true, call, context).run();
    }

    static Verb.Result get(Verb.Invocation call, CommandContext context) throws UsageException, InterruptedException {
        return new FilesVerb(false, call, context).run();
    }

    private String name() {
        return isPut ? "put" : "get";
    }

    @Override
    String command() {
        return name() + " " + call.text();
    }

    /** What is wrong with the local files is found before any host is looked up. */
    @Override
    void check() throws UsageException, TransferException {
        if (call.words().size() < 2) {
            throw new UsageException(name() + " needs a source and a destination: " + name() + " SRC... DEST");
        }
        if (isPut && !call.text().contains("{host}")) {
            PutPlan.of(put());
        }
        format = Formats.ofCommands(call.options(), context);
    }

    private Task.Put put() throws UsageException {
        return new Task.Put(paths.of(sources()), call.words().getLast());
    }

    private List<String> sources() {
        return call.words().subList(0, call.words().size() - 1);
    }

    /**
     * What is moved.
     *
     * @param bytes to all hosts together; 0 where that is not known
     * @param lines what goes where for one host
     */
    private record Plan(Task<Moved> task, long bytes, Function<Host, List<String>> lines) {}

    private Plan of(List<Host> hosts) throws UsageException, TransferException {
        if (isPut) {
            var put = put();
            var plans = PutPlans.of(put, hosts);
            return new Plan(put, plans.bytes(), plans::lines);
        }
        var get = new Task.Get(sources(), paths.of(call.words().getLast()));
        return new Plan(get, 0, GetPlan.of(get, hosts)::lines);
    }

    @Override
    List<String> plan(List<Host> hosts) throws UsageException, TransferException {
        var lines = of(hosts).lines();
        return hosts.stream()
                .flatMap(host -> lines.apply(host).stream().map(line -> host.name() + ": " + line))
                .toList();
    }

    @Override
    Verb.Result run(Selection selection) throws UsageException, TransferException, InterruptedException {
        var plan = of(selection.hosts());
        var renderer = Renderers.files(format, context.screen(), values.rendering());
        var ended = new RunCommand<>(context, call, name(), renderer)
                .expecting(plan.bytes())
                .run(selection, plan.task(), command());
        return Verb.Result.ofRun(ended.status(), () -> RunView.ofFiles(ended.title(), ended.ledger(), ended.status()));
    }
}
