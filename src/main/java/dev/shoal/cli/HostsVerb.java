package dev.shoal.cli;

import dev.shoal.inventory.Inventory;
import dev.shoal.nodeset.Expression;
import dev.shoal.nodeset.NodeSet;
import dev.shoal.nodeset.NodeSetException;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Shows hosts, and calculates with nodesets. Never reaches out to any host. */
final class HostsVerb implements Verb {
    private static final List<Option> CALCULATORS =
            List.of(Option.EXPAND, Option.FOLDED, Option.COUNT, Option.REGROUPED);
    private static final List<Option> NOT_CALCULATED =
            List.of(Option.ON, Option.GROUP, Option.ALL, Option.HOSTFILE, Option.WHERE, Option.PER, Option.PICK);

    private static final String OPERATORS = ",!&^";

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
    public Answer run(Call call, CommandContext desk) throws UsageException {
        var asked = CALCULATORS.stream().filter(call.given()::has).toList();
        if (call.given().has(Option.AUTOSTEP) && !call.given().has(Option.FOLDED)) {
            throw new UsageException("hosts: --autostep belongs to -f: hosts -f --autostep=3 EXPR");
        }
        if (asked.isEmpty()) {
            return new HostsShown(desk).of(call);
        }
        if (asked.size() > 1) {
            throw new UsageException("hosts: -e, -f, -c and -r are four questions; ask one at a time");
        }
        var option = asked.getFirst();
        refuseOtherTargets(call.given().beyond(desk.given()), "hosts " + option.longName());
        try {
            var inventory = Targets.names(call.given(), desk);
            var answer = answer(call, option, inventory, desk);
            desk.sets().used().forEach(desk::note);
            desk.print(answer);
            return Answer.of(ExitStatus.OK);
        } catch (NodeSetException e) {
            throw new UsageException(e.rendered(), e);
        }
    }

    /** A part of the question that the answer leaves out without a word would make it a wrong one. */
    private static void refuseOtherTargets(OptionSet given, String what) throws UsageException {
        for (var other : NOT_CALCULATED) {
            if (given.has(other)) {
                throw new UsageException(what + " calculates with names alone: leave out " + other.longName());
            }
        }
    }

    /** What is typed as several words counts as well: that is what {@code $(cat FILE)} and {@code web[1-2]} are in a shell. */
    private static NodeSet names(Call call, Option option, Inventory inventory) throws NodeSetException {
        var terms = new ArrayList<>(call.given().all(option));
        terms.addAll(call.words());
        var expression = Expression.typed(joined(terms));
        var names = option == Option.EXPAND ? inventory.calculate(expression) : inventory.calculateAnySize(expression);
        for (var except : call.given().all(Option.EXCEPT)) {
            names = names.minus(inventory.calculateAnySize(Expression.typed(except)));
        }
        return names;
    }

    /** With commas between them, but not inside of {@code @match(no space left)} and beside an operator. */
    private static String joined(List<String> terms) {
        var text = new StringBuilder();
        long open = 0;
        for (var term : terms) {
            boolean isBeside = text.isEmpty()
                    || OPERATORS.indexOf(text.charAt(text.length() - 1)) >= 0
                    || (!term.isEmpty() && OPERATORS.indexOf(term.charAt(0)) >= 0);
            text.append(text.isEmpty() ? "" : open > 0 || isBeside ? " " : ",").append(term);
            open += count(term, "([") - count(term, ")]");
        }
        return text.toString();
    }

    private static long count(String text, String wanted) {
        return text.chars().filter(c -> wanted.indexOf(c) >= 0).count();
    }

    private static String answer(Call call, Option option, Inventory inventory, CommandContext desk)
            throws UsageException, NodeSetException {
        var names = names(call, option, inventory);
        return switch (option) {
            case EXPAND -> String.join(" ", names.names());
            case COUNT -> names.count().toString();
            case REGROUPED -> regrouped(names, inventory, desk);
            default ->
                call.given().has(Option.AUTOSTEP)
                        ? names.foldWithSteps(
                                fewest(call.given().all(Option.AUTOSTEP).getLast(), names))
                        : names.fold();
        };
    }

    /** How many names at equal distances are written with a step. */
    private static int fewest(String autostep, NodeSet names) throws UsageException {
        var most = BigInteger.valueOf(Integer.MAX_VALUE - 1);
        if (autostep.equals("auto")) {
            return names.count().min(most).intValue();
        }
        if (autostep.matches("[0-9]{1,9}")) {
            return Integer.parseInt(autostep);
        }
        if (autostep.matches("[0-9]{1,3}%")) {
            var percent = BigInteger.valueOf(Integer.parseInt(autostep.substring(0, autostep.length() - 1)));
            var part =
                    names.count().multiply(percent).add(BigInteger.valueOf(99)).divide(BigInteger.valueOf(100));
            return part.min(most).intValue();
        }
        throw new UsageException(
                "hosts: --autostep " + autostep + " is not valid; write a count, a percentage or auto");
    }

    private static String regrouped(NodeSet names, Inventory inventory, CommandContext desk) throws UsageException {
        var regrouped = inventory.regroup(names);
        if (!regrouped.unread().isEmpty()) {
            throw UsageException.ofAll(regrouped.unread().stream().distinct().toList());
        }
        var leftOut = new FewNotes(desk::note);
        regrouped.leftOut().forEach(reason -> leftOut.accept("left out: " + reason));
        leftOut.end();
        return regrouped.text();
    }
}
