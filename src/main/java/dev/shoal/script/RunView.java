package dev.shoal.script;

import dev.shoal.fleet.HostResult;
import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Moved;
import dev.shoal.fleet.Outcome;
import dev.shoal.fleet.Reply;
import dev.shoal.fold.Masks;
import dev.shoal.inventory.Host;
import dev.shoal.nodeset.NodeSet;
import dev.shoal.output.RunTitle;
import dev.shoal.output.data.RunRows;
import dev.shoal.plugin.Column;
import dev.shoal.plugin.Row;
import dev.shoal.plugin.Rows;
import dev.shoal.script.ResultRows.Kind;
import org.codehaus.groovy.runtime.InvokerHelper;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a verb came to, for Groovy: a list of rows where the run has rows, as those of plugins, else of one result for each host,
 * in the order of the run. {@code r.failed}, {@code r.timeout} and the like are the results of some of the hosts. The methods of
 * rows work on it, too; a property that it does not have is an error. Immutable.
 */
public final class RunView extends ListView<Object> {
    /** Properties of rows that a result has, too. */
    private static final List<String> OF_ROWS = List.of("columns", "critical", "csv", "html", "md", "warn", "yaml");

    private final Kind kind;
    private final Run run;
    /** The results of each plugin by its key, where there were several. */
    private final Map<String, RunView> parts;

    private final List<?> elements;

    /**
     * The run itself.
     *
     * @param masks for similar replies
     * @param exit the exit status that it counts for
     */
    private record Run(RunTitle title, Masks masks, Ledger<?> ledger, int exit) {
        Run(RunTitle title, Ledger<?> ledger, int exit) {
            this(title, Masks.BUILT_IN, ledger, exit);
        }

        Run with(Ledger<?> fewer) {
            return new Run(title, masks, fewer, exit(fewer));
        }

        private static int exit(Ledger<?> ledger) {
            return ledger.parts().stream()
                    .mapToInt(part -> part.outcome().exit())
                    .max()
                    .orElse(0);
        }
    }

    private RunView(Kind kind, Run run, Map<String, RunView> parts, List<?> elements) {
        this.kind = kind;
        this.run = run;
        this.parts = Collections.unmodifiableMap(parts);
        this.elements = elements;
    }

    /**
     * The replies of a command.
     *
     * @param exit the exit status that the run counts for
     */
    public static RunView ofReplies(RunTitle title, Ledger<Reply> ledger, Masks masks, int exit) {
        return new RunView(Kind.REPLIES, new Run(title, masks, ledger, exit), Map.of(), results(ledger));
    }

    /** The rows of a plugin. */
    public static RunView ofRows(RunTitle title, Ledger<Rows> ledger, int exit) {
        var rows = RowsView.of(RunRows.ofRows(ledger).rows());
        return new RunView(Kind.ROWS, new Run(title, ledger, exit), Map.of(), rows);
    }

    /** The files that were moved to or from hosts. */
    public static RunView ofFiles(RunTitle title, Ledger<Moved> ledger, int exit) {
        return new RunView(Kind.FILES, new Run(title, ledger, exit), Map.of(), results(ledger));
    }

    /** What a closure has returned for each host. */
    public static RunView ofValues(RunTitle title, Ledger<Optional<Object>> ledger, int exit) {
        return new RunView(Kind.VALUES, new Run(title, ledger, exit), Map.of(), results(ledger));
    }

    /** What is known of hosts, without a run. */
    public static RunView ofHosts(RunTitle title, List<KnownHost> hosts) {
        var done = new ArrayList<HostResult<Rows>>();
        for (var host : hosts) {
            var row = Row.of(host.cells());
            var rows = new Rows(host.cells().keySet().stream().map(Column::of).toList(), List.of(row));
            done.add(new HostResult.Done<>(done.size(), host.host(), Duration.ZERO, rows));
        }
        var ledger = new Ledger<>(done, Duration.ZERO, Set.of(0));
        return new RunView(Kind.ROWS, new Run(title, ledger, 0), Map.of(), List.copyOf(hosts));
    }

    /** The rows of several plugins, each with the column {@code plugin}; a host fails if it failed in one. */
    public static RunView ofSeveral(RunTitle title, Map<String, RunView> parts, int exit) {
        var worst = new LinkedHashMap<Integer, HostResult<Object>>();
        for (var part : parts.values()) {
            for (var result : part.run.ledger().results()) {
                worst.merge(result.index(), any(result), (one, other) -> one instanceof HostResult.Done ? other : one);
            }
        }
        var took = parts.values().stream().map(part -> part.run.ledger().took()).reduce(Duration.ZERO, Duration::plus);
        var ledger = new Ledger<>(List.copyOf(worst.values()), took, Set.of(0));
        return new RunView(Kind.ROWS, new Run(title, ledger, exit), parts, ResultRows.ofSeveral(parts));
    }

    @SuppressWarnings("unchecked") // a result only gives its value
    private static HostResult<Object> any(HostResult<?> result) {
        return (HostResult<Object>) result;
    }

    private static <T> List<ResultView> results(Ledger<T> ledger) {
        return ledger.results().stream()
                .map(result -> new ResultView(result, ledger.outcome(result)))
                .toList();
    }

    @Override
    public Object get(int index) {
        return elements.get(index);
    }

    @Override
    public int size() {
        return elements.size();
    }

    /** The results of the hosts, one each. */
    public List<ResultView> getResults() {
        return results(run.ledger());
    }

    /** The result of the host of that name, {@code r['web1']}, or of the plugin of that key; null if it was not among them. */
    public @Nullable Object getAt(String name) {
        var part = parts.get(name);
        if (part != null) {
            return part;
        }
        return getResults().stream()
                .filter(one -> one.getHost().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** The keys of the plugins whose results it has, where there were several. */
    public Set<String> getPlugins() {
        return parts.keySet();
    }

    /** Whether it has the replies of commands. */
    public boolean isOfReplies() {
        return kind == Kind.REPLIES;
    }

    /** Whether it has moved files. */
    public boolean isOfFiles() {
        return kind == Kind.FILES;
    }

    /** The hosts that are ok. */
    public RunView getOk() {
        return only(ResultView::isOk);
    }

    /** The hosts that are not ok, for any reason. */
    public RunView getFailed() {
        return only(result -> !result.isOk());
    }

    /** The hosts to which there was no connection. */
    public RunView getUnreachable() {
        return of(Outcome.UNREACHABLE);
    }

    /** The hosts where the command may still run, or have run. */
    public RunView getMayrun() {
        return only(ResultView::isMayStillRun);
    }

    /** The hosts whose command ended and wrote nothing. */
    public RunView getSilent() {
        return only(ResultView::isSilent);
    }

    /** The hosts of every group of equal replies that is smaller than the biggest one. */
    public RunView getOdd() {
        var groups = group();
        int most = groups.stream().mapToInt(GroupView::getCount).max().orElse(0);
        var odd = new HashSet<String>();
        groups.stream().filter(group -> group.getCount() < most).forEach(group -> odd.addAll(group.getNames()));
        return only(result -> odd.contains(result.getHost()));
    }

    /** The exit status that the run counts for: 0, 1 where a host failed, 3 where one gave no answer. */
    public int getExit() {
        return run.exit();
    }

    /** The hosts whose command ended with this exit status. */
    public RunView exit(int status) {
        return only(result -> Objects.equals(result.getExit(), status));
    }

    private RunView of(Outcome outcome) {
        return only(result -> result.getOutcome().equals(outcome.word()));
    }

    private RunView only(Predicate<ResultView> wanted) {
        var some = getResults().stream().filter(wanted).toList();
        var hosts = some.stream().map(ResultView::getHost).collect(Collectors.toSet());
        return only(
                hosts,
                isOfHosts()
                        ? elements.stream()
                                .filter(one -> hosts.contains(host(one)))
                                .toList()
                        : some);
    }

    /** Whether its elements are what is known of hosts. */
    private boolean isOfHosts() {
        return !elements.isEmpty() && elements.getFirst() instanceof KnownHost;
    }

    /** The name of the host that an element is of; empty where it is of none. */
    private static String host(@Nullable Object element) {
        return switch (element) {
            case ResultView result -> result.getHost();
            case KnownHost known -> known.getHost();
            case null, default -> "";
        };
    }

    private RunView only(Set<String> hosts, List<?> some) {
        var fewer = part(run.ledger(), hosts);
        var fewerParts = new LinkedHashMap<String, RunView>();
        parts.forEach((key, part) -> fewerParts.put(
                key,
                new RunView(
                        part.kind,
                        part.run.with(part(part.run.ledger(), hosts)),
                        Map.of(),
                        RowsView.of(part.onlyRows(hosts)))));
        return new RunView(kind, run.with(fewer), fewerParts, some);
    }

    private static <T> Ledger<T> part(Ledger<T> ledger, Set<String> hosts) {
        var results = ledger.results().stream()
                .filter(result -> hosts.contains(result.host().name()))
                .toList();
        return new Ledger<>(results, ledger.took(), ledger.okExits());
    }

    private Rows onlyRows(Set<String> hosts) {
        return getRows()
                .with(row -> hosts.contains(String.valueOf(row.get(Head.HOST))))
                .rows();
    }

    /** The run's number. */
    public long getRun() {
        return run.title().run();
    }

    /** The hosts, folded. */
    public String getHosts() {
        return NodeSet.of(run.ledger().results().stream()
                        .map(result -> result.host().name())
                        .toList())
                .fold();
    }

    /**
     * The rows: of plugins theirs, of hosts what is known of them, else one for each host: of commands with {@code outcome exit ms
     * out err}, of files with {@code outcome files bytes ms}, of a closure with {@code outcome ms value}.
     */
    @SuppressWarnings("unchecked") // the kind is what the results hold
    public RowsView getRows() {
        if (elements instanceof RowsView rows) {
            return rows;
        }
        if (!parts.isEmpty()) {
            return ResultRows.ofSeveral(parts);
        }
        return RowsView.of(
                kind == Kind.ROWS
                        ? RunRows.ofRows((Ledger<Rows>) run.ledger()).rows()
                        : ResultRows.of(kind, getResults()));
    }

    /** Groups of hosts with the same reply, the largest first; hosts without a reply are in none. */
    public List<GroupView> group() {
        return replies("group()").groups();
    }

    /**
     * Groups of hosts with similar replies: they may differ in the host's own name, addresses, times, PIDs, ids, sizes,
     * counters and the patterns of {@code fold.masks}.
     */
    public List<GroupView> similar() {
        return replies("similar()").similar(run.masks());
    }

    /** The reply of the largest group, and a unified diff against it for each other group, as {@code --diff} prints them. */
    public String diff() {
        return replies("diff()").diff();
    }

    @SuppressWarnings("unchecked") // the kind is what the results hold
    private RunReplies replies(String what) {
        if (kind != Kind.REPLIES) {
            throw new RowsException(
                    what + " is for the replies of commands; this result has rows: by('COLUMN') groups them, and"
                            + " diff(before) compares them");
        }
        return new RunReplies((Ledger<Reply>) run.ledger(), getResults());
    }

    /** The partition by outcome: maps with {@code outcome}, {@code detail}, {@code count} and {@code hosts}. */
    public List<Map<String, Object>> getLedger() {
        return run.ledger().parts().stream().map(RunView::row).toList();
    }

    private static Map<String, Object> row(Ledger.Part part) {
        var row = new LinkedHashMap<String, Object>();
        row.put("outcome", part.outcome().word());
        row.put("detail", part.detail());
        row.put("count", part.hosts().size());
        row.put(
                "hosts",
                NodeSet.of(part.hosts().stream().map(Host::name).toList()).fold());
        return row;
    }

    /**
     * The replies of the hosts that are ok, read as tables with a line of titles, as of {@code df}; of other runs {@link #getRows}.
     *
     * @throws ScriptException if a reply has no titles, or a line that does not fit under them
     */
    public RowsView getTable() throws ScriptException {
        return kind == Kind.REPLIES ? table() : getRows();
    }

    /** Rows of replies without titles, as of {@code ip -br address}: one word for each title, and the rest for the last. */
    public RowsView table(String... titles) throws ScriptException {
        return replies("table(…)").table(titles);
    }

    /** The replies of the hosts that are ok, read as JSON, by host; of other runs the rows as a text in JSON. */
    public Object getJson() throws ScriptException {
        return kind == Kind.REPLIES ? replies("json").json() : getRows().getJson();
    }

    /**
     * The results of hosts with an outcome, {@code r.timeout}, of one of several plugins, {@code all.disk}, or a property of the
     * rows.
     */
    @Override
    @Nullable
    Object named(String name) {
        var part = parts.get(name);
        if (part != null) {
            return part;
        }
        if (OF_ROWS.contains(name)) {
            return getRows().getProperty(name);
        }
        var outcome = Arrays.stream(Outcome.values())
                .filter(one -> one.word().equals(name))
                .findFirst();
        return outcome.<Object>map(this::of)
                .or(() -> ofEach(name))
                .orElseThrow(() -> NoSuchName.of(
                        getRows().head().has(name)
                                ? "there are no rows; for a column write *." + name + ". A result has no property"
                                : "a result has no property",
                        name,
                        known(),
                        "",
                        getClass()));
    }

    /** The values of a column of the rows, or what each element has of that name; empty where that is not known. */
    private Optional<Object> ofEach(String name) {
        var rows = getRows();
        if (rows.head().find(name).isPresent()) {
            return Optional.ofNullable(rows.named(name));
        }
        if (properties(isOfHosts() ? KnownHost.class : ResultView.class).contains(name)
                && !(elements instanceof RowsView)) {
            var values = new ArrayList<@Nullable Object>();
            elements.forEach(one -> values.add(InvokerHelper.getProperty(one, name)));
            return Optional.of(values);
        }
        return Optional.empty();
    }

    private List<String> known() {
        var known = new ArrayList<>(properties(RunView.class));
        known.removeAll(List.of("ofFiles", "ofReplies"));
        Arrays.stream(Outcome.values())
                .map(Outcome::word)
                .filter(word -> !known.contains(word))
                .forEach(known::add);
        known.addAll(OF_ROWS);
        known.addAll(parts.keySet());
        return known;
    }

    /** What only rows can do, as {@code where}, is done with {@link #getRows}. */
    @Override
    public @Nullable Object invokeMethod(String name, @Nullable Object args) {
        var arguments = args instanceof Object[] several ? several : new Object[] {args};
        var isOfRows = !isOwn(name, arguments) && isOwn(InvokerHelper.getMetaClass(RowsView.class), name, arguments);
        return isOfRows ? getRows().invokeMethod(name, args) : super.invokeMethod(name, args);
    }

    @Override
    @Nullable
    Object kept(@Nullable Object value) {
        if (elements instanceof RowsView rows) {
            return rows(value, rows.head());
        }
        return value instanceof List<?> list
                        && list.stream().noneMatch(one -> host(one).isEmpty())
                ? only(list.stream().map(RunView::host).collect(Collectors.toSet()), list)
                : value;
    }

    /** The run's title: its number and its text. */
    public RunTitle title() {
        return run.title();
    }

    /** The ledger of these results. */
    public Ledger<?> ledger() {
        return run.ledger();
    }
}
