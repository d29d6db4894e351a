package dev.shoal.script;

import dev.shoal.fleet.HostResult;
import dev.shoal.fleet.Ledger;
import dev.shoal.fleet.Reply;
import dev.shoal.fold.Fold;
import dev.shoal.fold.Masks;
import dev.shoal.fold.SimilarFold;
import dev.shoal.inventory.Host;
import dev.shoal.nodeset.NodeSet;
import dev.shoal.output.FoldStyle;
import dev.shoal.output.RunTitle;
import dev.shoal.output.answers.DiffText;
import org.jspecify.annotations.Nullable;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The results of a run, for Groovy: a list with one result for each host, in the order of the run, and views of it, as
 * {@code r.failed} and {@code r.group()}. Immutable.
 */
public final class RunView extends AbstractList<ResultView> {

    private final RunTitle title;
    private final Masks masks;
    private final Ledger<?> ledger;
    private final List<ResultView> results;

    /** A view of a run that has ended. */
    public RunView(RunTitle title, Ledger<?> ledger) {
        this(title, ledger, Masks.BUILT_IN);
    }

    /** A view of a run that has ended, with masks for similar replies. */
    public RunView(RunTitle title, Ledger<?> ledger, Masks masks) {
        this(title, ledger, masks, views(ledger));
    }

    private RunView(RunTitle title, Ledger<?> ledger, Masks masks, List<ResultView> results) {
        this.title = title;
        this.masks = masks;
        this.ledger = ledger;
        this.results = results;
    }

    private static <T> List<ResultView> views(Ledger<T> ledger) {
        return ledger.results().stream()
                .map(result -> new ResultView(result, ledger.outcome(result)))
                .toList();
    }

    @Override
    public ResultView get(int index) {
        return results.get(index);
    }

    @Override
    public int size() {
        return results.size();
    }

    /** The result of the host of that name: {@code r['web1']}; null if it was not among them. */
    public @Nullable ResultView getAt(String host) {
        return results.stream()
                .filter(one -> one.getHost().equals(host))
                .findFirst()
                .orElse(null);
    }

    /** The hosts that are ok. */
    public RunView getOk() {
        return only(results.stream().filter(ResultView::isOk).toList());
    }

    /** The hosts that are not ok, for any reason. */
    public RunView getFailed() {
        return only(results.stream().filter(result -> !result.isOk()).toList());
    }

    private RunView only(List<ResultView> some) {
        return new RunView(title, part(ledger, some), masks, some);
    }

    private static <T> Ledger<T> part(Ledger<T> ledger, List<ResultView> some) {
        var indexes = some.stream().map(view -> view.result().index()).collect(Collectors.toSet());
        var results = ledger.results().stream()
                .filter(result -> indexes.contains(result.index()))
                .toList();
        return new Ledger<>(results, ledger.took(), ledger.okExits());
    }

    /** The run's number. */
    public long getRun() {
        return title.run();
    }

    /** The hosts, folded. */
    public String getHosts() {
        return NodeSet.of(results.stream().map(ResultView::getHost).toList()).fold();
    }

    /** Groups of hosts with the same reply, the largest first; hosts without a reply are in none. */
    public List<GroupView> group() {
        return views(SimilarFold.same(Fold.of(replies())));
    }

    /**
     * Groups of hosts with similar replies: they may differ in the host's own name, addresses, times, PIDs, ids, sizes,
     * counters and the patterns of {@code fold.masks}.
     */
    public List<GroupView> similar() {
        return views(SimilarFold.similar(Fold.of(replies()), masks));
    }

    private List<GroupView> views(SimilarFold fold) {
        var views = new LinkedHashMap<Integer, ResultView>();
        results.forEach(view -> views.put(view.result().index(), view));
        var groups = new ArrayList<GroupView>();
        for (var group : fold.groups()) {
            var first = views.get(group.group().first().index());
            if (first != null) {
                groups.add(new GroupView(group, first));
            }
        }
        return List.copyOf(groups);
    }

    /** The reply of the largest group, and a unified diff against it for each other group, as {@code --diff} prints them. */
    public String diff() {
        return DiffText.of(replies(), FoldStyle.DEFAULT).stripTrailing();
    }

    @SuppressWarnings("unchecked") // what a command answers is a Reply; other runs have nothing to fold
    private Ledger<Reply> replies() {
        var replies = ledger.results().stream()
                .filter(result -> !(result instanceof HostResult.Done<?> done) || done.value() instanceof Reply)
                .map(result -> (HostResult<Reply>) result)
                .toList();
        return new Ledger<>(replies, ledger.took(), ledger.okExits());
    }

    /** The partition by outcome: maps with {@code outcome}, {@code detail}, {@code count} and {@code hosts}. */
    public List<Map<String, Object>> getLedger() {
        return ledger.parts().stream().map(RunView::row).toList();
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
     * The replies of the hosts that are ok, read as tables with a line of titles, as of {@code df}: a map for each row.
     *
     * @throws ScriptException if a reply has no titles, or a line that does not fit under them
     */
    public List<Map<String, Object>> getTable() throws ScriptException {
        var rows = new ArrayList<Map<String, Object>>();
        for (var result : getOk()) {
            rows.addAll(result.table());
        }
        return List.copyOf(rows);
    }

    /** Rows of replies without titles, as of {@code ip -br address}: one word for each title, and the rest for the last. */
    public List<Map<String, Object>> table(String... titles) throws ScriptException {
        var rows = new ArrayList<Map<String, Object>>();
        for (var result : getOk()) {
            rows.addAll(result.table(titles));
        }
        return List.copyOf(rows);
    }

    /** The replies of the hosts that are ok, read as JSON, by host. */
    public Map<String, Object> getJson() throws ScriptException {
        var values = new LinkedHashMap<String, Object>();
        for (var result : getOk()) {
            values.put(result.getHost(), result.getJson());
        }
        return values;
    }

    /** The run's title: its number and its text. */
    public RunTitle title() {
        return title;
    }

    /** The ledger of these results. */
    public Ledger<?> ledger() {
        return ledger;
    }
}
