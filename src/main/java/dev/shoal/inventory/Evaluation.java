package dev.shoal.inventory;

import dev.shoal.inventory.Term.GroupName;
import dev.shoal.inventory.Term.Names;
import dev.shoal.inventory.Term.Operation;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Turns one expression into names, operand by operand from the left. */
final class Evaluation {
    private final Expression expression;
    private final Rules rules;
    private final GroupBook groups;

    /** How an expression is to be taken. The definitions of groups are always taken as SELECT says. */
    enum Rules {
        /** A name that is taken away must be known. */
        SELECT,
        /** As SELECT, and {@code @web17} is the host where no group is called so. */
        PROMPT,
        /** Any name will do. */
        CALCULATE
    }

    Evaluation(Expression expression, Rules rules, GroupBook groups) {
        this.expression = expression;
        this.rules = rules;
        this.groups = groups;
    }

    /** The names that the expression adds. */
    NodeSet names() throws NodeSetException {
        var pattern = AnsiblePattern.names(expression, groups);
        return pattern.isPresent() ? pattern.get() : names(Parser.parse(expression), null);
    }

    /** The names that the expression takes away from the target. */
    NodeSet namesTakenFrom(NodeSet target) throws NodeSetException {
        var pattern = AnsiblePattern.names(expression, groups);
        return pattern.isPresent() ? pattern.get() : names(Parser.parse(expression), new Left(target, "in the target"));
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
            case GroupName group -> group(group);
            case Operation operation -> names(operation, left);
        };
    }

    private NodeSet names(Operation operation, @Nullable Left left) throws NodeSetException {
        var names = names(operation.first(), left);
        var added = new ArrayList<String>(); // united at once: one by one, 10,000 of them would cost their square
        for (var step : operation.steps()) {
            if (step.operator() == Operator.UNION) {
                added.addAll(names(step.operand(), left).names());
                refuseTooMany(names.size() + added.size());
            } else {
                names = names.union(NodeSet.of(added));
                added.clear();
                boolean adds = step.operator() == Operator.XOR;
                names = names.combine(step.operator(), names(step.operand(), adds ? left : Left.of(names, left)));
            }
        }
        return names.union(NodeSet.of(added));
    }

    private NodeSet known(Names term, @Nullable Left left) throws NodeSetException {
        var names = NodeSet.of(term.expand());
        if (left == null || rules == Rules.CALCULATE) {
            return names;
        }
        var known = groups.inventory().nodeset().union(left.names());
        if (names.intersect(known).isEmpty()) {
            var meant = Nearest.to(names.names().getFirst(), known.names())
                    .map(name -> ": did you mean " + name + "?")
                    .orElse("");
            throw mistake("no host of " + term.text() + " is in the inventory or " + left.words() + meant, term);
        }
        return names;
    }

    private NodeSet group(GroupName term) throws NodeSetException {
        var name = term.name();
        if (groups.inventory().hasGroup(name)) {
            if (groups.isOpen(name)) {
                throw mistake("the groups go round in a circle: " + groups.circle(name), term);
            }
            return groups.hosts(name);
        }
        boolean isHost = groups.inventory().host(name).isPresent();
        if (isHost && rules == Rules.PROMPT) {
            return NodeSet.of(List.of(name));
        }
        if (isHost) {
            throw mistake(name + " is a host: write " + name + " without @", term);
        }
        throw mistake("unknown group @" + name + ": " + groups.inventory().hintForGroup(name), term);
    }

    private void refuseTooMany(int names) throws NodeSetException {
        if (names > NamesParser.MAX_HOSTS) {
            throw new NodeSetException(
                    "this names more hosts than one nodeset may, " + NamesParser.MAX_HOSTS, expression, 1);
        }
    }

    private NodeSetException mistake(String problem, Term term) {
        return new NodeSetException(problem, expression, term.column());
    }
}
