package dev.shoal.cli;

import dev.shoal.fleet.HostResult;
import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Task;
import dev.shoal.inventory.Host;
import dev.shoal.inventory.Selection;
import dev.shoal.output.Format;
import dev.shoal.output.data.RunsDocument;
import dev.shoal.plugin.PluginRegistry;
import dev.shoal.plugin.PluginState;
import dev.shoal.plugin.Rows;
import dev.shoal.transport.Failure;
import dev.shoal.transport.Phase;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs of plugins, each with a number, a ledger and a record of its own; what they print may be one document. */
final class CollectRun {
    private final CommandContext desk;
    private final Call call;
    private final Format format;
    private final boolean isOfSeveral;
    private final RunsDocument document;
    private final Map<Host, Failure> unreached = new HashMap<>();

    /**
     * Runs that have not begun.
     *
     * @param count how many they are
     */
    CollectRun(CommandContext desk, Call call, Format format, int count) {
        this.desk = desk;
        this.call = call;
        this.format = format;
        this.isOfSeveral = count > 1;
        this.document = new RunsDocument(format, desk.screen());
    }

    /** Writes what is left to be shown when all have ended. */
    void end() {
        if (isOfSeveral) {
            document.write();
        }
    }

    /** One plugin's run; where it is one of several, a table says whose it is. */
    Answer of(PluginState plugin, Selection selection) throws UsageException, InterruptedException {
        var values = new OptionValues(call.given());
        var options = values.rendering().in(desk.window());
        var task = new Task.Collect<Rows>(plugin.key(), plugin.digest(), limit(plugin, values), unreached);
        if (isOfSeveral && format == Format.TABLE) {
            desk.print(plugin.key() + ":");
        }
        var renderer = isOfSeveral && format.isDocument()
                ? document.rows(plugin.key(), options)
                : Renderers.rows(format, plugin.key(), desk.screen(), options);
        var ended = new RunCommand<>(desk, call, "collect", renderer).on(selection, task, "collect " + plugin.key());
        noteUnreached(ended.ledger());
        desk.facts().keep(plugin.key(), ended.ledger());
        return Answer.ofRun(ended.status(), rows(ended.ledger()));
    }

    /** A host that no session could be opened to is not asked again by the next plugin: that would take its limit once more. */
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
     * How long a plugin may take on a host: what the option says, 0 being no limit, else what the configuration says of all
     * commands, else of this plugin, else a minute.
     */
    private Optional<Duration> limit(PluginState plugin, OptionValues values) throws UsageException {
        var defaults = desk.site().defaults().fanOut();
        var said = values.fanOut(defaults).timeout();
        return call.given().has(Option.TIMEOUT) || said.isPresent()
                ? said
                : plugin.timeout().or(() -> Optional.of(PluginRegistry.USUAL_LIMIT));
    }

    /** What Groovy gets: the rows of all hosts, each with its host first. */
    private static List<Map<String, Object>> rows(Ledger<Rows> ledger) {
        var rows = new ArrayList<Map<String, Object>>();
        for (var result : ledger.results()) {
            if (result instanceof HostResult.Done<Rows> done) {
                for (var row : done.value().rows()) {
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
