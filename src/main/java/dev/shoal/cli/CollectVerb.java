package dev.shoal.cli;

import dev.shoal.fleet.HostResult;
import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Task;
import dev.shoal.inventory.Host;
import dev.shoal.inventory.Selection;
import dev.shoal.nodeset.NodeSet;
import dev.shoal.output.Format;
import dev.shoal.output.data.RunRows;
import dev.shoal.output.data.RunsDocument;
import dev.shoal.plugin.Level;
import dev.shoal.plugin.PluginException;
import dev.shoal.plugin.Rows;
import dev.shoal.plugin.registry.Declaration;
import dev.shoal.plugin.registry.PluginRegistry;
import dev.shoal.plugin.registry.PluginState;
import dev.shoal.script.RunView;
import dev.shoal.text.ProblemsException;
import dev.shoal.text.ShellWords;
import dev.shoal.transport.Failure;
import dev.shoal.transport.Phase;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs plugins on the target, one after the other, and shows their rows. Each plugin's run has a number, a ledger and a record of
 * its own; what they print may be one document.
 */
final class CollectVerb extends TargetVerb {
    /** A word that needs no quotes. */
    private static final Pattern PLAIN = Pattern.compile("[^\\s'\"\\\\#|]*");

    private final List<Asked> asked;
    private final Map<Host, Failure> unreached = new HashMap<>();
    private Optional<Level> failOn = Optional.empty();
    private Format format = Format.TABLE;
    private List<Ready> plugins = List.of();

    private CollectVerb(Verb.Invocation call, CommandContext context) throws UsageException {
        super(call, context);
        this.asked = Asked.of(call.words());
    }

    /**
     * A plugin of the line.
     *
     * @param params its parameters as typed, {@code name=value} each
     */
    private record Asked(String key, List<String> params) {
        /** Words with an equals sign belong to the plugin before them. The same one twice is asked once. */
        static List<Asked> of(List<String> words) throws UsageException {
            var all = new ArrayList<Asked>();
            for (var word : words) {
                if (word.endsWith(",")) {
                    throw new UsageException("collect: " + word + " ends with a comma, as in a script; here write"
                            + " collect KEY NAME=VALUE, or collect('KEY', NAME: VALUE)");
                }
                if (word.indexOf('=') < 0) {
                    all.add(new Asked(word, new ArrayList<>()));
                } else if (all.isEmpty()) {
                    throw new UsageException("collect: " + word
                            + " is a parameter, and no plugin is before it; write collect KEY " + word);
                } else {
                    all.getLast().params().add(word);
                }
            }
            var once = new LinkedHashMap<String, Asked>();
            for (var one : all) {
                var other = once.putIfAbsent(one.key(), one);
                if (other != null && !other.equals(one)) {
                    throw new UsageException("collect: " + one.key()
                            + " is there twice, with other parameters; collect them one after the other");
                }
            }
            return List.copyOf(once.values());
        }

        /** As typed, with quotes where a word needs them. */
        String text() {
            return Stream.concat(Stream.of(key), params.stream().map(Asked::quoted))
                    .collect(Collectors.joining(" "));
        }

        private static String quoted(String word) {
            var equals = word.indexOf('=') + 1;
            return PLAIN.matcher(word).matches()
                    ? word
                    : word.substring(0, equals) + ShellWords.quoted(word.substring(equals));
        }
    }

    /** A plugin that is loaded, and the values of its parameters. */
    private record Ready(Asked asked, PluginState plugin, Map<String, Declaration.Value> values) {
        Map<String, Object> params() {
            var params = new LinkedHashMap<String, Object>();
            values.forEach((name, value) -> params.put(name, value.value()));
            return params;
        }

        /** What is in force, as {@code top-mem: n=5 (given), by=rss (default)}. */
        String text() {
            return plugin.key() + ": "
                    + values.entrySet().stream()
                            .map(value ->
                                    value.getKey() + "=" + value.getValue().text() + " ("
                                            + value.getValue().origin() + ")")
                            .collect(Collectors.joining(", "));
        }
    }

    static Verb.Result run(Verb.Invocation call, CommandContext context) throws UsageException, InterruptedException {
        return call.words().isEmpty()
                ? PluginsVerb.list("collect", call, context)
                : new CollectVerb(call, context).run();
    }

    @Override
    String command() {
        return "collect " + String.join(" ", asked.stream().map(Asked::text).toList());
    }

    @Override
    void check() throws UsageException {
        format = Formats.ofRows(call.options(), context);
        failOn = failOn(call.options());
        if (format == Format.CSV && asked.size() > 1) {
            throw new UsageException("collect: csv holds one table; collect "
                    + asked.stream().map(Asked::text).collect(Collectors.joining(" and "))
                    + " one after the other, or use -o json");
        }
        var waiting = Thread.currentThread();
        try (var _ = context.interrupts().register(waiting::interrupt)) {
            plugins = ready();
        }
    }

    /** Every plugin loaded before anything runs. */
    private List<Ready> ready() throws UsageException {
        var registry = context.site().plugins();
        var plugins = new ArrayList<Ready>();
        var problems = new ArrayList<String>();
        var options = Option.of("target", "run", "output").stream()
                .map(option -> option.longName().replaceFirst("^-+", ""))
                .toList();
        try {
            registry.untold().forEach(problem -> context.note("shoal: " + problem));
            for (var one : asked) {
                try {
                    var plugin = registry.ready(one.key());
                    plugins.add(new Ready(one, plugin, plugin.declaration().with(one.params(), options)));
                } catch (PluginException e) {
                    problems.add("collect: " + e.getMessage());
                } catch (ProblemsException e) {
                    e.problems().forEach(problem -> problems.add("collect: " + problem));
                }
            }
        } catch (PluginException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
        if (!problems.isEmpty() && !context.interrupts().isInterrupted()) { // else what did not load was stopped
            throw UsageException.ofAll(problems);
        }
        plugins.forEach(ready -> ready.plugin().note().ifPresent(note -> context.note("shoal: " + note)));
        return plugins;
    }

    @Override
    List<String> plan(List<Host> hosts) {
        return plugins.stream()
                .filter(ready -> !ready.values().isEmpty())
                .map(Ready::text)
                .toList();
    }

    @Override
    Verb.Result run(Selection selection) throws UsageException, InterruptedException {
        var document = new RunsDocument(format, context.screen());
        var status = ExitStatus.OK;
        var reasons = new ArrayList<String>();
        var runs = new LinkedHashMap<Ready, RunCommand.Ended<Rows>>();
        try {
            for (var ready : plugins) {
                var ended = run(ready, selection, document);
                status = ExitStatus.worse(status, ended.status());
                reasons.addAll(bad(ended.ledger()));
                runs.put(ready, ended);
                if (ended.status() == ExitStatus.INTERRUPTED) {
                    break;
                }
            }
        } finally {
            context.tables(() -> tables(runs));
            if (plugins.size() > 1) {
                document.write();
            }
        }
        var worst = status;
        return Verb.Result.ofRun(status, () -> value(runs, worst))
                .because(reasons.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", reasons)));
    }

    /** What {@code less} shows: the table of each plugin, with its name where there are several. */
    private Map<String, Rows> tables(Map<Ready, RunCommand.Ended<Rows>> runs) {
        var tables = new LinkedHashMap<String, Rows>();
        runs.forEach((ready, ended) -> tables.put(
                plugins.size() == 1 ? "" : ready.asked().text(),
                RunRows.ofRows(ended.ledger()).rows()));
        return tables;
    }

    /** What Groovy gets. */
    private RunView value(Map<Ready, RunCommand.Ended<Rows>> runs, int status) {
        var views = new LinkedHashMap<String, RunView>();
        runs.forEach((ready, ended) ->
                views.put(ready.plugin().key(), RunView.ofRows(ended.title(), ended.ledger(), ended.status())));
        var one = views.values().iterator().next();
        return plugins.size() == 1 ? one : RunView.ofSeveral(one.title().asked(command()), views, status);
    }

    /** One plugin's run; where it is one of several, a table has its name above. */
    private RunCommand.Ended<Rows> run(Ready ready, Selection selection, RunsDocument document)
            throws UsageException, InterruptedException {
        var plugin = ready.plugin();
        var options = values.rendering().in(context.window());
        var task = new Task.Collect<Rows>(plugin.key(), ready.params(), plugin.digest(), limit(plugin), unreached);
        var isOneOfSeveral = plugins.size() > 1;
        if (isOneOfSeveral && (format == Format.TABLE || format == Format.MD)) {
            context.print(format == Format.MD ? "## " + plugin.key() + "\n" : plugin.key() + ":");
        }
        var renderer = isOneOfSeveral && format.isDocument()
                ? document.rows(plugin.key(), options)
                : Renderers.rows(format, plugin.key(), context.screen(), options);
        var ended = new RunCommand<>(context, call, "collect", renderer)
                .run(selection, task, "collect " + ready.asked().text(), this::status);
        bad(ended.ledger()).forEach(context::note);
        noteUnreached(ended.ledger());
        context.facts().keep(plugin.key(), ended.ledger());
        return ended;
    }

    private static Optional<Level> failOn(OptionSet options) throws UsageException {
        var word = options.last(Option.FAIL_ON);
        if (word.isEmpty()) {
            return Optional.empty();
        }
        return switch (word.get()) {
            case "warn" -> Optional.of(Level.WARN);
            case "critical" -> Optional.of(Level.CRITICAL);
            default ->
                throw new UsageException("--fail-on " + word.get() + ": not a valid level; write warn or critical");
        };
    }

    private int status(RunCommand.Ended<Rows> ended) {
        return bad(ended.ledger()).isEmpty() ? ended.status() : ExitStatus.worse(ended.status(), ExitStatus.FAILED);
    }

    /** The levels that fail the run, with the number of their rows and the hosts, as {@code 2 critical: db1}. */
    private List<String> bad(Ledger<Rows> ledger) {
        if (failOn.isEmpty()) {
            return List.of();
        }
        var bad = new ArrayList<String>();
        for (var level : List.of(Level.CRITICAL, Level.WARN)) {
            var hosts = new ArrayList<String>();
            for (var result : ledger.results()) {
                if (result instanceof HostResult.Done<Rows> done) {
                    done.value().rows().stream()
                            .filter(row -> row.level() == level)
                            .forEach(_ -> hosts.add(result.host().name()));
                }
            }
            if (level.compareTo(failOn.get()) >= 0 && !hosts.isEmpty()) {
                bad.add(hosts.size() + " " + level.name().toLowerCase(Locale.ROOT) + ": "
                        + NodeSet.of(hosts).fold());
            }
        }
        return bad;
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
}
