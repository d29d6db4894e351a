package dev.shoal.cli;

import java.util.regex.Pattern;

/** Chooses the target of the lines that follow. */
final class UseVerb {
    /** A name or a group, without any operator and without another language's nodeset. */
    private static final Pattern PLAIN = Pattern.compile("[@\\w.-]+");

    private UseVerb() {}

    static Verb.Result run(Verb.Invocation call, CommandContext context) throws UsageException {
        var narrowing = call.options().beyond(context.options());
        var options = wanted(call.text(), narrowing, context);
        var sets = context.sets();
        var selection = Targets.select(options, context);
        if (options != context.options()) {
            context.use(options);
        }
        sets.used().forEach(context::note);
        Targets.note(selection, options, context);
        context.note("target " + Targets.describe(selection));
        return Verb.Result.of(selection.isEmpty() ? ExitStatus.EMPTY : ExitStatus.OK);
    }

    private static OptionSet wanted(String text, OptionSet narrowing, CommandContext context) throws UsageException {
        if (text.isEmpty() && narrowing.isNothing()) {
            context.newSets();
            return context.options();
        }
        if (text.isEmpty()) {
            Targets.select(context.options(), context); // which refuses a missing target
            return Targets.lasting(Targets.expression(context), narrowing, context);
        }
        if (text.equals("-")) {
            context.newSets();
            return context.before().orElseThrow(() -> new UsageException("use -: no earlier target"));
        }
        var sign = text.charAt(0);
        if (sign != '+' && sign != '-') {
            return Targets.lasting(text, narrowing, context);
        }
        var operand = text.substring(1).strip();
        if (operand.isEmpty()) {
            throw new UsageException("use " + sign + " needs hosts, e.g. use " + sign + "web3");
        }
        var now = Targets.expression(context);
        if (now.isEmpty()) {
            throw new UsageException("use " + text + ": no target to change yet; write use " + operand);
        }
        return Targets.lasting(now + (sign == '+' ? "," : "!") + term(operand), narrowing, context);
    }

    /** The operand as one term: the prompt shows it, so parentheses are added only where they are needed. */
    private static String term(String operand) {
        return PLAIN.matcher(operand).matches() ? operand : "(" + operand + ")";
    }
}
