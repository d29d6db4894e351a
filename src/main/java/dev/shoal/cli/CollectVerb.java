package dev.shoal.cli;

import dev.shoal.fleet.HostResult;
import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Task;
import dev.shoal.inventory.Host;
import dev.shoal.inventory.Selection;
import dev.shoal.output.Format;
import dev.shoal.output.data.RunsDocument;
import dev.shoal.plugin.PluginException;
import dev.shoal.plugin.Rows;
import dev.shoal.plugin.registry.PluginRegistry;
import dev.shoal.plugin.registry.PluginState;
import dev.shoal.transport.Failure;
import dev.shoal.transport.Phase;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Runs plugins on the target, one after the other, and shows their rows. Each plugin's run has a number, a ledger and a record of
 * its own; what they print may be one document.
 */
final class CollectVerb extends TargetVerb {
    private final Set<String> keys;
    private final Map<Host, Failure> unreached = new HashMap<>();
    private Format format = Format.TABLE;
    private List<PluginState> plugins = List.of();

    private CollectVerb(Verb.Invocation call, CommandContext context) {
        super(call, context);
        this.keys = new LinkedHashSet<>(call.words());
    }

    static Verb.Result run(Verb.Invocation call, CommandContext context) throws UsageException, InterruptedException {
        return call.words().isEmpty()
                ? PluginsVerb.list("collect", call, context)
                : new CollectVerb(call, context).run();
    }

    @Override
    String command() {
        return "collect " + String.join(" ", keys);
    }

    @Override
    void check() throws UsageException {
        format = Formats.ofRows(call.options(), context);
        if (format == Format.CSV && keys.size() > 1) {
            throw new UsageException("collect: csv holds one table; collect " + String.join(" and ", keys)
                    + " one after the other, or use -o json");
        }
        var waiting = Thread.currentThread();
        try (var _ = context.interrupts().register(waiting::interrupt)) {
            plugins = ready();
        }
    }

    /** Every plugin loaded before anything runs. */
    private List<PluginState> ready() throws UsageException {
        var registry = context.site().plugins();
        var plugins = new ArrayList<PluginState>();
        var problems = new ArrayList<String>();
        try {
            registry.untold().forEach(problem -> context.note("shoal: " + problem));
            for (var key : keys) {
                try {
                    plugins.add(registry.ready(key));
                } catch (PluginException e) {
                    problems.add("collect: " + e.getMessage());
                }
            }
        } catch (PluginException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
        if (!problems.isEmpty() && !context.interrupts().isInterrupted()) { // else what did not load was stopped
            throw UsageException.ofAll(problems);
        }
        plugins.forEach(plugin -> plugin.note().ifPresent(note -> context.note("shoal: " + note)));
        return plugins;
    }

    @Override
    Verb.Result run(Selection selection) throws UsageException, InterruptedException {
        var document = new RunsDocument(format, context.screen());
        var status = ExitStatus.OK;
        Map<String, Object> rows = new LinkedHashMap<>();
        try {
            for (var plugin : plugins) {
                var ended = run(plugin, selection, document);
                status = ExitStatus.worse(status, ended.status());
                rows.put(plugin.key(), rows(ended.ledger()));
                if (ended.status() == ExitStatus.INTERRUPTED) {
                    break;
                }
            }
        } finally {
            if (plugins.size() > 1) {
                document.write();
            }
        }
        return Verb.Result.ofRun(
                status, plugins.size() == 1 ? rows.values().iterator().next() : rows);
    }

    /** One plugin's run; where it is one of several, a table has its name above. */
    private RunCommand.Ended<Rows> run(PluginState plugin, Selection selection, RunsDocument document)
            throws UsageException, InterruptedException {
        var options = values.rendering().in(context.window());
        var task = new Task.Collect<Rows>(plugin.key(), plugin.digest(), limit(plugin), unreached);
        var isOneOfSeveral = plugins.size() > 1;
        if (isOneOfSeveral && (format == Format.TABLE || format == Format.MD)) {
            context.print(format == Format.MD ? "## " + plugin.key() + "\n" : plugin.key() + ":");
        }
        var renderer = isOneOfSeveral && format.isDocument()
                ? document.rows(plugin.key(), options)
                : Renderers.rows(format, plugin.key(), context.screen(), options);
        var ended =
                new RunCommand<>(context, call, "collect", renderer).run(selection, task, "collect " + plugin.key());
        noteUnreached(ended.ledger());
        context.facts().keep(plugin.key(), ended.ledger());
        return ended;
    }

    /** The next plugin leaves out a host that could not be reached: trying again would take the time limit once more. */
    private void noteUnreached(Ledger<Rows> ledger) {
        for (var result : ledger.results()) {
            if (result instanceof HostResult.Failed<Rows> failed
                    && failed.failure().phase().compareTo(Phase.CHANNEL) < 0
                    && failed.failure().kind() != Failure.Kind.CANCELLED) {
                unreached.put(result.host(), failed.failure());
            }
        }
    }

    /**
     * The time limit of a plugin on a host: the option, 0 being no limit, else the configuration of all
     * commands, else of this plugin, else a minute.
     */
    private Optional<Duration> limit(PluginState plugin) throws UsageException {
        var defaults = context.site().defaults().fanOut();
        var said = values.fanOut(defaults).timeout();
        return call.options().has(Option.TIMEOUT) || said.isPresent()
                ? said
                : plugin.timeout().or(() -> Optional.of(PluginRegistry.USUAL_LIMIT));
    }

    /** What Groovy gets: the rows of all hosts, each with its host first. */
    private static List<Map<String, Object>> rows(Ledger<Rows> ledger) {
        var rows = new ArrayList<Map<String, Object>>();
        for (var result : ledger.results()) {
            if (result instanceof HostResult.Done<Rows> done) {
                for (var row : done.value().cells()) {
                    var whole = new LinkedHashMap<String, Object>();
                    whole.put("host", result.host().name());
                    whole.putAll(row);
                    rows.add(whole);
                }
            }
        }
        return rows;
    }
}
