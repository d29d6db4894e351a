package dev.shoal.inventory;

import dev.shoal.nodeset.Expression;
import dev.shoal.nodeset.NodeSet;
import dev.shoal.nodeset.NodeSetException;
import dev.shoal.nodeset.Operator;
import dev.shoal.nodeset.Parser;
import dev.shoal.nodeset.RunSets;
import dev.shoal.nodeset.Term;
import dev.shoal.nodeset.Term.AllHosts;
import dev.shoal.nodeset.Term.GroupNames;
import dev.shoal.nodeset.Term.Groups;
import dev.shoal.nodeset.Term.Names;
import dev.shoal.nodeset.Term.Operation;
import dev.shoal.nodeset.Term.RunParts;
import dev.shoal.nodeset.Term.Wildcard;
import dev.shoal.nodeset.TooManyPieces;
import dev.shoal.text.Glob;
import dev.shoal.text.Nearest;
import dev.shoal.text.ProblemsException;
import org.jspecify.annotations.Nullable;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Turns one expression into names, operand by operand from the left. */
final class Evaluation {
    /** Patterns that one term with wildcards and brackets may be. */
    private static final int MAX_PATTERNS = 1_000;

    /** Above so many names no similar name is looked for. */
    private static final int MAX_COMPARED = 100_000;

    private final Expression expression;
    private final Rules rules;
    private final GroupBook groups;

    /** Whose definition it is; blank where it belongs to no source. */
    private final String home;

    /** How an expression is to be taken. */
    enum Rules {
        /** A name that is taken away must be known, and a wildcard must match a host. */
        SELECT,
        /** As SELECT, and {@code @web17} is the host where no group is called so. */
        PROMPT,
        /** As SELECT, for what a group stands for: that does not depend on what has run. */
        DEFINITION,
        /** Any name will do. */
        CALCULATE
    }

    private Evaluation(Expression expression, Rules rules, GroupBook groups, String home) {
        this.expression = expression;
        this.rules = rules;
        this.groups = groups;
        this.home = home;
    }

    Evaluation(Expression expression, Rules rules, GroupBook groups) {
        this(expression, rules, groups, "");
    }

    static Evaluation ofDefinition(GroupBook.Definition group, GroupBook groups) {
        return new Evaluation(group.text(), Rules.DEFINITION, groups, group.source());
    }

    /** The names that the expression adds. */
    NodeSet names() throws NodeSetException {
        return whole(null);
    }

    /** The names that the expression takes away from the target. */
    NodeSet namesTakenFrom(NodeSet target) throws NodeSetException {
        return whole(new Left(target, "in the target"));
    }

    private NodeSet whole(@Nullable Left left) throws NodeSetException {
        if (expression.text().isBlank()) {
            return NodeSet.empty(); // the fold of no host must read as no host again
        }
        var pattern = AnsiblePattern.names(expression, groups);
        if (pattern.isPresent()) {
            return pattern.get();
        }
        try {
            return names(Parser.parse(expression), left);
        } catch (TooManyPieces e) {
            throw new NodeSetException(e.problem(), expression, 1);
        }
    }

    /**
     * What an operand works on that takes away. One of whose names neither this nor the inventory has any is a slip of
     * the finger, which would silently widen or empty the run: each term in such a place is held against it.
     *
     * @param words what the names are called in a message
     */
    private record Left(NodeSet names, String words) {
        static Left of(NodeSet names, @Nullable Left outer) {
            return outer == null
                    ? new Left(names, "in what stands before it")
                    : new Left(names.union(outer.names), outer.words);
        }
    }

    private NodeSet names(Term term, @Nullable Left left) throws NodeSetException {
        return switch (term) {
            case Names names -> known(names, left);
            case Operation operation -> names(operation, left);
            case Wildcard wildcard -> matching(wildcard);
            default -> asked(term);
        };
    }

    private NodeSet names(Operation operation, @Nullable Left left) throws NodeSetException {
        var names = names(operation.first(), left);
        var joined = Operator.UNION;
        var row = new ArrayList<NodeSet>(); // worked off at once: one by one, 10,000 of them would cost their square
        for (var step : operation.steps()) {
            if (step.operator() != joined || !joined.takesRows()) {
                names = names.combine(joined, NodeSet.unionOf(row));
                joined = step.operator();
                row.clear();
            }
            row.add(names(step.operand(), joined.keepsRight ? left : Left.of(names, left)));
        }
        return names.combine(joined, NodeSet.unionOf(row));
    }

    private NodeSet known(Names term, @Nullable Left left) throws NodeSetException {
        var names = NodeSet.of(term);
        if (left == null || rules == Rules.CALCULATE) {
            return names;
        }
        var inventory = groups.inventory().nodeset();
        if (names.intersect(inventory).isEmpty()
                && names.intersect(left.names()).isEmpty()) {
            var known = left.names().size() > MAX_COMPARED ? inventory : inventory.union(left.names());
            var meant = Nearest.to(term.first(), known.names())
                    .map(name -> ": did you mean " + name + "?")
                    .orElse("");
            throw mistake("no host of " + term.text() + " is in the inventory or " + left.words() + meant, term);
        }
        return names;
    }

    private NodeSet matching(Wildcard term) throws NodeSetException {
        var names = term.names();
        if (names.count().compareTo(BigInteger.valueOf(MAX_PATTERNS)) > 0) {
            throw mistake(
                    names.text() + " is " + names.count() + " patterns: one may be " + MAX_PATTERNS + " at most", term);
        }
        try {
            var hosts = groups.allHosts().names();
            var matching = new ArrayList<String>();
            names.expand()
                    .forEach(pattern ->
                            hosts.stream().filter(Glob.ofWildcards(pattern)).forEach(matching::add));
            if (matching.isEmpty() && rules != Rules.CALCULATE) {
                throw mistake(
                        "no host of the inventory matches " + names.text() + ": shoal hosts lists those there are",
                        term);
            }
            return NodeSet.of(matching);
        } catch (ProblemsException e) {
            throw mistake(e.getMessage(), term);
        }
    }

    /** What is learnt from the sources or from earlier runs. */
    private NodeSet asked(Term term) throws NodeSetException {
        try {
            return switch (term) {
                case Groups some -> groups(some);
                case AllHosts everybody ->
                    everybody.source().isEmpty()
                            ? groups.allHosts()
                            : groups.allHosts(groups.source(everybody.source()));
                case GroupNames names -> groupNames(names);
                case RunParts parts -> runParts(parts);
                case Names _, Wildcard _, Operation _ ->
                    throw new IllegalArgumentException("not a question to a source: " + term);
            };
        } catch (ProblemsException e) {
            throw mistake(e.getMessage(), term);
        }
    }

    private NodeSet groups(Groups term) throws NodeSetException, ProblemsException {
        var hosts = new ArrayList<NodeSet>();
        for (var name : term.names().expand()) {
            hosts.add(group(term, name));
        }
        return NodeSet.unionOf(hosts);
    }

    private NodeSet group(Groups term, String name) throws NodeSetException, ProblemsException {
        var found = groups.find(term.source(), name, home);
        if (found.isPresent()) {
            if (groups.isOpen(found.get())) {
                throw mistake("the groups go round in a circle: " + groups.circle(found.get()), term);
            }
            return groups.hosts(found.get());
        }
        boolean isHost =
                term.source().isEmpty() && groups.inventory().host(name).isPresent();
        if (isHost && rules == Rules.PROMPT) {
            return NodeSet.of(List.of(name));
        }
        if (isHost) {
            throw mistake(name + " is a host: write " + name + " without @", term);
        }
        var label = GroupBook.Definition.label(term.source(), name);
        throw mistake("unknown group " + label + ": " + groups.inventory().hintForGroup(term.source(), name), term);
    }

    private NodeSet groupNames(GroupNames term) throws NodeSetException, ProblemsException {
        if (rules != Rules.CALCULATE) {
            throw mistake("@@ is the names of groups, not of hosts: only hosts -e, -f and -c take it", term);
        }
        return NodeSet.of(
                term.source().isEmpty()
                        ? groups.names()
                        : groups.source(term.source()).groups());
    }

    private NodeSet runParts(RunParts term) throws NodeSetException, ProblemsException {
        var hosts = new ArrayList<NodeSet>();
        for (var name : term.names().expand()) {
            if (rules == Rules.DEFINITION) {
                throw mistake("@" + name + " is a set of a run, and what a group stands for depends on no run", term);
            }
            if (!RunSets.isName(name)) {
                throw mistake(
                        "a run has no set @" + name + ": there are @1, @2 and so on, "
                                + Arrays.stream(RunSets.Named.values())
                                        .map(named -> "@" + named.word())
                                        .sorted()
                                        .collect(Collectors.joining(", ")),
                        term);
            }
            hosts.add(groups.inventory().runs().hosts(term.run(), name, term.argument()));
        }
        return NodeSet.unionOf(hosts);
    }

    private NodeSetException mistake(String problem, Term term) {
        return new NodeSetException(problem, expression, term.column());
    }
}
