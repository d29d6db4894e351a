package dev.shoal.inventory;

import dev.shoal.inventory.Evaluation.Rules;
import dev.shoal.nodeset.Expression;
import dev.shoal.nodeset.NodeSet;
import dev.shoal.nodeset.NodeSetException;
import dev.shoal.nodeset.RunSets;
import dev.shoal.nodeset.TooManyPieces;
import dev.shoal.text.Nearest;
import dev.shoal.text.ProblemsException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All hosts and groups known now. A name that is in no inventory may be used where hosts are added; where they are taken
 * away it must be known. Immutable, so threads may share it.
 */
public final class Inventory {
    /** Every host of the inventory, unless a source defines a group of this name. */
    public static final String ALL = "all";

    private static final Logger LOG = LogManager.getLogger(Inventory.class);
    private static final int GROUPS_IN_HINT = 8;
    private static final Inventory EMPTY = of(List.of(), List.of());

    private final Map<String, Host> hosts;
    private final Map<String, Group> groups;
    private final Provenance provenance;
    private final NodeSet nodeset;
    private final List<GroupSource> sources;
    private final RunSets runs;

    private Inventory(
            Map<String, Host> hosts,
            Map<String, Group> groups,
            NodeSet nodeset,
            Provenance provenance,
            List<GroupSource> sources,
            RunSets runs) {
        this.hosts = hosts;
        this.groups = groups;
        this.nodeset = nodeset;
        this.provenance = provenance;
        this.sources = sources;
        this.runs = runs;
    }

    /** An inventory without hosts. */
    public static Inventory empty() {
        return EMPTY;
    }

    /**
     * An inventory of these, in their order.
     *
     * @throws IllegalArgumentException where two hosts or two groups have one name
     */
    public static Inventory of(Collection<Host> hosts, Collection<Group> groups) {
        return of(hosts, groups, Map.of());
    }

    /**
     * As {@link #of(Collection, Collection)}, with the places that hosts come from.
     *
     * @param origins where a host was first named, as {@code hosts.yaml:3}, by the host's name; may leave some out
     */
    public static Inventory of(Collection<Host> hosts, Collection<Group> groups, Map<String, String> origins) {
        var known = byName(hosts, Host::name);
        return new Inventory(
                known,
                byName(groups, Group::name),
                NodeSet.of(known.keySet()),
                new FirstPlaces(Map.copyOf(origins)),
                List.of(),
                RunSets.none());
    }

    /** The same, which asks these in turn for groups that it does not have itself. */
    public Inventory asking(List<GroupSource> others) {
        return new Inventory(hosts, groups, nodeset, provenance, List.copyOf(others), runs);
    }

    /** The same, in which these are the sets of earlier runs. */
    public Inventory after(RunSets earlier) {
        return new Inventory(hosts, groups, nodeset, provenance, sources, earlier);
    }

    /** The same, with more on where hosts and their variables come from. */
    public Inventory toldBy(Provenance better) {
        return new Inventory(hosts, groups, nodeset, better, sources, runs);
    }

    /**
     * The hosts with what costs a program's run to learn, as the values of an ssh_config: for people who want to see it.
     * The code that reaches the hosts finds it out by itself.
     *
     * @throws ProblemsException where it cannot be learnt
     */
    public List<Host> completed(List<Host> selected) throws ProblemsException {
        return provenance.completed(selected);
    }

    /** Who is asked for groups that are not among {@link #groups}, the first one first. */
    public List<GroupSource> sources() {
        return sources;
    }

    /** The sets of earlier runs. */
    RunSets runs() {
        return runs;
    }

    /** Every host in the order of the sources. */
    public List<Host> hosts() {
        return List.copyOf(hosts.values());
    }

    /** The names of all hosts. */
    public NodeSet nodeset() {
        return nodeset;
    }

    public Optional<Host> host(String name) {
        return Optional.ofNullable(hosts.get(name));
    }

    /** Where the host was first named, as {@code hosts.yaml:3}; empty for what is in no inventory or of unknown origin. */
    public Optional<String> origin(String host) {
        return provenance.places(host).stream().findFirst();
    }

    /** What each source states of hosts. */
    public Provenance provenance() {
        return provenance;
    }

    /** Every group in the order of the sources; {@code @all} is among them only where a source defines it. */
    public List<Group> groups() {
        return List.copyOf(groups.values());
    }

    /** The group's definition, by its name without {@code @}; empty for {@code all} where no source defines it. */
    public Optional<Group> group(String name) {
        return Optional.ofNullable(groups.get(name));
    }

    /**
     * The hosts of a target, in the order of their nodeset, each once. A missing target has none: whether that is an
     * error is for the caller to say.
     *
     * @throws NodeSetException where an expression cannot be read, names an unknown group, or takes away or intersects
     *     with a term of which no host is known
     */
    public Selection select(Target target) throws NodeSetException {
        return select(target, Rules.SELECT);
    }

    /** As {@link #select}, save that {@code @web17} is the host of that name where no group is called so. */
    public Selection selectAtPrompt(Target target) throws NodeSetException {
        return select(target, Rules.PROMPT);
    }

    /**
     * The names that an expression stands for, whether they are known or not.
     *
     * @throws NodeSetException where it cannot be read, names an unknown group, or names more hosts than can be spelled out
     */
    public NodeSet calculate(String expression) throws NodeSetException {
        return calculate(Expression.typed(expression));
    }

    /**
     * The hosts of one of its groups, which may be called as a set of runs is.
     *
     * @throws NodeSetException where the definition cannot be read, or names more hosts than can be spelled out
     */
    public NodeSet hosts(Group group) throws NodeSetException {
        var definition = GroupBook.Definition.of("", group.name(), group.hosts());
        var names = new GroupBook(this).hosts(definition);
        refuseTooMany(names, definition.text());
        return names;
    }

    /**
     * The hosts of a group of a source; none where it has no group of that name.
     *
     * @throws NodeSetException where the definition cannot be read
     * @throws ProblemsException where it cannot be learnt
     */
    public NodeSet hosts(GroupSource source, String group) throws NodeSetException, ProblemsException {
        var definition = source.group(group).map(text -> GroupBook.Definition.of(source.name(), group, text));
        return definition.isEmpty() ? NodeSet.empty() : new GroupBook(this).hosts(definition.get());
    }

    /** As {@link #calculate(String)}; a message names the place of the expression. */
    public NodeSet calculate(Expression expression) throws NodeSetException {
        var names = calculateAnySize(expression);
        refuseTooMany(names, expression);
        return names;
    }

    /** As {@link #calculate(Expression)}, however many names that are: only their count and their fold are to be had then. */
    public NodeSet calculateAnySize(Expression expression) throws NodeSetException {
        return new Evaluation(expression, Rules.CALCULATE, new GroupBook(this)).names();
    }

    /** The names as groups, as far as groups fit; nothing that is wrong with a group keeps the others from being found. */
    public Regrouping.Result regroup(NodeSet names) {
        return new Regrouping(this).of(names);
    }

    private Selection select(Target target, Rules rules) throws NodeSetException {
        var book = new GroupBook(this);
        var added = new ArrayList<NodeSet>();
        if (target.all()) {
            added.add(new Evaluation(Expression.typed("@*"), rules, book).names());
        }
        for (var expression : target.on()) {
            added.add(new Evaluation(expression, rules, book).names());
        }
        var selected = remaining(added, target, rules, book);
        if (!target.on().isEmpty()) {
            refuseTooMany(selected, target.on().getFirst());
        }
        var chosen = selected.names().stream()
                .map(name -> host(name).orElseGet(() -> Host.named(name)))
                .toList();
        var unknown = selected.minus(nodeset);
        refuseBareNumber(unknown, target);
        return new Selection(chosen, selected, unknown);
    }

    /** {@code [1-3]} lacks the name before its bracket; a resolver would take its numbers for the addresses 0.0.0.1 to 0.0.0.3. */
    private static void refuseBareNumber(NodeSet unknown, Target target) throws NodeSetException {
        var number = unknown.names().stream()
                .filter(name -> name.chars().allMatch(c -> c >= '0' && c <= '9'))
                .findFirst();
        if (number.isPresent()) {
            throw new NodeSetException(
                    number.get()
                            + " is a bare number, and no host of the inventory has that name: write the name before"
                            + " the number, as web" + number.get(),
                    target.on().isEmpty()
                            ? Expression.typed(number.get())
                            : target.on().getFirst(),
                    1);
        }
    }

    private static NodeSet remaining(List<NodeSet> added, Target target, Rules rules, GroupBook book)
            throws NodeSetException {
        try {
            var all = NodeSet.unionOf(added);
            var selected = all;
            for (var expression : target.except()) {
                selected = selected.minus(new Evaluation(expression, rules, book).namesTakenFrom(all));
            }
            return selected;
        } catch (TooManyPieces e) {
            var named = target.on().isEmpty() ? target.except() : target.on();
            throw new NodeSetException(e.problem(), named.isEmpty() ? Expression.typed("@*") : named.getFirst(), 1);
        }
    }

    private static void refuseTooMany(NodeSet names, Expression expression) throws NodeSetException {
        if (names.count().compareTo(BigInteger.valueOf(TooManyPieces.MAX_HOSTS)) > 0) {
            throw new NodeSetException(
                    "this is " + names.count() + " hosts: " + TooManyPieces.MAX_HOSTS + " at most may be spelled out",
                    expression,
                    1);
        }
    }

    /** Where nothing more is known than the place that first named a host. */
    private record FirstPlaces(Map<String, String> origins) implements Provenance {
        @Override
        public List<String> places(String host) {
            return Optional.ofNullable(origins.get(host)).map(List::of).orElse(List.of());
        }

        @Override
        public List<Statement> statements(String host) {
            return List.of();
        }
    }

    /** What to write in place of a group that is not there. */
    String hintForGroup(String source, String name) {
        var known = new LinkedHashSet<String>();
        if (source.isEmpty()) {
            known.addAll(groups.keySet());
        }
        for (var one : sources) {
            if (source.isEmpty() || source.equals(one.name())) {
                known.addAll(groupsOf(one));
            }
        }
        if (source.isEmpty()) {
            known.add(ALL);
        }
        var labels = known.stream()
                .map(group -> GroupBook.Definition.label(source, group))
                .toList();
        return Nearest.to(name, known)
                .map(nearest -> "did you mean " + GroupBook.Definition.label(source, nearest) + "?")
                .orElse(labels.isEmpty() ? source + " has no groups" : "the groups are " + few(labels));
    }

    /** What to write in place of a source that is not there. */
    String hintForSource(String name) {
        var known = sources.stream().map(GroupSource::name).toList();
        var none = known.isEmpty() ? "groups come from the inventory alone, as @web" : "the sources are " + few(known);
        return Nearest.to(name, known)
                .map(nearest -> "did you mean @" + nearest + ":?")
                .orElse(none);
    }

    private static String few(Collection<String> words) {
        return words.stream()
                .limit(GROUPS_IN_HINT)
                .collect(Collectors.joining(", ", "", words.size() > GROUPS_IN_HINT ? ", ..." : ""));
    }

    /** For a hint alone: a source that does not answer has nothing to add to it. */
    private static List<String> groupsOf(GroupSource source) {
        try {
            return source.groups();
        } catch (ProblemsException e) {
            LOG.debug("no groups of {} for a hint", source.name(), e);
            return List.of();
        }
    }

    private static <T> Map<String, T> byName(Collection<T> all, Function<T, String> name) {
        var byName = new LinkedHashMap<String, T>();
        for (var one : all) {
            if (byName.put(name.apply(one), one) != null) {
                throw new IllegalArgumentException(name.apply(one) + " is there twice");
            }
        }
        return byName;
    }
}
