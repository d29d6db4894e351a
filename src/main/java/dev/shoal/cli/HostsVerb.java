package dev.shoal.cli;

import dev.shoal.inventory.Expression;
import dev.shoal.inventory.Inventory;
import dev.shoal.inventory.NodeSet;
import dev.shoal.inventory.NodeSetException;

import java.util.List;
import java.util.Set;

/** Shows hosts, and calculates with nodesets. Never reaches out to any host. */
final class HostsVerb implements Verb {
    private static final List<Option> CALCULATORS =
            List.of(Option.EXPAND, Option.FOLDED, Option.COUNT, Option.REGROUPED);

    @Override
    public String name() {
        return "hosts";
    }

    @Override
    public String arguments() {
        return "[EXPR]";
    }

    @Override
    public String summary() {
        return "the hosts of EXPR, of the target or of all, as a table; or calculate with nodesets";
    }

    @Override
    public Set<Option> options() {
        var options = Option.of("target", "hosts", "start", "help");
        options.addAll(Set.of(Option.OUTPUT, Option.COLOR));
        return options;
    }

    @Override
    public boolean hasValue() {
        return true;
    }

    @Override
    public Answer run(Call call, Desk desk) throws UsageException {
        var asked = CALCULATORS.stream().filter(call.given()::has).toList();
        if (asked.isEmpty()) {
            return new HostsShown(desk).of(call);
        }
        if (asked.size() > 1) {
            throw new UsageException("hosts: -e, -f, -c and -r are four questions; ask one at a time");
        }
        var option = asked.getFirst();
        Narrowing.refuse(call.given(), "hosts " + option.longName());
        var expression = Expression.typed(String.join(",", call.given().all(option)));
        try {
            var answer = answer(option, expression, Targets.names(call.given(), desk), desk);
            desk.sets().used().forEach(desk::note);
            desk.print(answer);
            return Answer.of(ExitStatus.OK);
        } catch (NodeSetException e) {
            throw new UsageException(e.rendered(), e);
        }
    }

    private static String answer(Option option, Expression expression, Inventory inventory, Desk desk)
            throws NodeSetException {
        if (option == Option.EXPAND) {
            return String.join(" ", inventory.calculate(expression).names());
        }
        var names = inventory.calculateAnySize(expression);
        return switch (option) {
            case COUNT -> names.count().toString();
            case REGROUPED -> regrouped(names, inventory, desk);
            default -> names.fold();
        };
    }

    private static String regrouped(NodeSet names, Inventory inventory, Desk desk) {
        var regrouped = inventory.regroup(names);
        regrouped.leftOut().forEach(reason -> desk.note("shoal: left out: " + reason));
        return regrouped.text();
    }
}
