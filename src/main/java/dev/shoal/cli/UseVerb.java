package dev.shoal.cli;

import java.util.Set;
import java.util.regex.Pattern;

/** Chooses the target of the lines that follow. */
final class UseVerb implements Verb {
    /** A name or a group, without any operator and without another language's nodeset. */
    private static final Pattern PLAIN = Pattern.compile("[@\\w.-]+");

    @Override
    public String name() {
        return "use";
    }

    @Override
    public String arguments() {
        return "[EXPR | -]";
    }

    @Override
    public String summary() {
        return "the target from now on: +EXPR adds, -EXPR takes away, - goes back";
    }

    @Override
    public Set<Option> options() {
        var options = Option.of("help");
        options.addAll(Set.of(Option.WHERE, Option.PER, Option.PICK));
        return options;
    }

    @Override
    public boolean takesDashes() {
        return true;
    }

    @Override
    public Answer run(Call call, CommandContext desk) throws UsageException {
        var narrowing = call.given().beyond(desk.given());
        var given = wanted(call.text(), narrowing, desk);
        var sets = desk.sets();
        var selection = Targets.select(given, desk);
        if (given != desk.given()) {
            desk.use(given);
        }
        sets.used().forEach(desk::note);
        Targets.note(selection, given, desk);
        desk.note("target " + Targets.describe(selection));
        return Answer.of(selection.isEmpty() ? ExitStatus.EMPTY : ExitStatus.OK);
    }

    private static OptionSet wanted(String text, OptionSet narrowing, CommandContext desk) throws UsageException {
        if (text.isEmpty() && narrowing.isNothing()) {
            desk.newSets();
            return desk.given();
        }
        if (text.isEmpty()) {
            Targets.select(desk.given(), desk); // which refuses where there is no target
            return Targets.lasting(Targets.expression(desk), narrowing, desk);
        }
        if (text.equals("-")) {
            desk.newSets();
            return desk.before().orElseThrow(() -> new UsageException("use -: there is no target before this one"));
        }
        var sign = text.charAt(0);
        if (sign != '+' && sign != '-') {
            return Targets.lasting(text, narrowing, desk);
        }
        var operand = text.substring(1).strip();
        if (operand.isEmpty()) {
            throw new UsageException("use " + sign + ": a nodeset is wanted behind it, as in use " + sign + "web3");
        }
        var now = Targets.expression(desk);
        if (now.isEmpty()) {
            throw new UsageException("use " + text + ": there is no target yet to change; use " + operand);
        }
        return Targets.lasting(now + (sign == '+' ? "," : "!") + term(operand), narrowing, desk);
    }

    /** The operand as one term: the prompt shows it, so there are no parentheses where none are needed. */
    private static String term(String operand) {
        return PLAIN.matcher(operand).matches() ? operand : "(" + operand + ")";
    }
}
