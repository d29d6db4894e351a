package dev.shoal.cli;

import dev.shoal.inventory.Inventory;
import dev.shoal.inventory.Selection;
import dev.shoal.inventory.Target;
import dev.shoal.nodeset.Expression;
import dev.shoal.nodeset.NodeSetException;
import dev.shoal.text.Amounts;

import java.util.ArrayList;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** From options to hosts. A target is never guessed. */
public final class Targets {
    /** Between names, not between the numbers of a bracket. */
    private static final Pattern COMMAS = Pattern.compile(",(?![^\\[]*])");

    private Targets() {}

    static Inventory inventory(OptionSet options, CommandContext context) throws UsageException {
        return context.site().inventory(options.all(Option.INVENTORY));
    }

    /** For calculating with names alone, those of earlier runs among them. */
    static Inventory names(OptionSet options, CommandContext context) throws UsageException {
        return context.site().names(options.all(Option.INVENTORY)).after(context.newSets());
    }

    /** The hosts of the target that the options name, or else the configuration. */
    static Selection select(OptionSet options, CommandContext context) throws UsageException {
        if (isMissing(options, context)) {
            throw new UsageException(
                    context.front().isPresent()
                            ? "no target: choose hosts, e.g. use @web, or name them in the line, e.g. @web uptime"
                            : "no target: name the hosts with -w, -g or -a, or set target in shoal.yaml");
        }
        return narrowed(target(options, context), options, context);
    }

    private static Selection narrowed(Target target, OptionSet options, CommandContext context) throws UsageException {
        var inventory = inventory(options, context).after(context.newSets());
        return new Narrowing(options, context).of(select(target, inventory), inventory);
    }

    /** As {@link #select}; where nothing names a target, every host of the inventory. */
    static Selection selectOrAll(OptionSet options, CommandContext context) throws UsageException {
        var target = target(options, context);
        var all = isMissing(options, context) ? new Target(true, target.on(), target.except()) : target;
        return narrowed(all, options, context);
    }

    /**
     * The nodeset of a line that begins with {@code @}: there {@code @web17} is the host, where no group is called so.
     */
    static String atLineStart(String nodeset, CommandContext context) throws UsageException {
        var inventory = inventory(context.options(), context).after(new RunSetResolver(context.runs()));
        if (isGroupTerm(nodeset, inventory)) {
            return nodeset;
        }
        try {
            return inventory.selectAtPrompt(Target.of(nodeset)).nodeset().fold();
        } catch (NodeSetException e) {
            throw new UsageException(e.rendered(), e);
        }
    }

    private static boolean isGroupTerm(String nodeset, Inventory inventory) {
        try {
            inventory.select(Target.of(nodeset));
            return true;
        } catch (NodeSetException e) {
            return false;
        }
    }

    /**
     * This nodeset as the target of the lines to come. A set of a run in it becomes the hosts of that set, because the next run
     * would change the set; so does what is left by narrowing, which may be chance.
     *
     * @param narrowing options that leave fewer hosts
     */
    static OptionSet lasting(String nodeset, OptionSet narrowing, CommandContext context) throws UsageException {
        var options = context.options().with(OptionSet.target(nodeset));
        var selection = select(options.with(narrowing), context);
        return context.sets().used().isEmpty() && narrowing.isNothing()
                ? options
                : context.options().with(OptionSet.target(selection.nodeset().fold()));
    }

    /** The target's one expression, if it is no more than that, else its hosts; empty where there is none. */
    static String expression(CommandContext context) throws UsageException {
        var options = context.options();
        if (isMissing(options, context)) {
            return "";
        }
        var isOne = options.all(Option.ON).size() == 1
                && !options.has(Option.GROUP)
                && !options.has(Option.ALL)
                && !options.has(Option.HOSTFILE);
        return isOne
                        && !options.has(Option.EXCEPT)
                        && !Expression.typed(options.all(Option.ON).getFirst()).isWhole()
                ? options.all(Option.ON).getFirst()
                : select(options, context).nodeset().fold();
    }

    /**
     * Reports the hosts of each set of an earlier run, and the hosts that are not in the inventory, unless the inventory is
     * empty.
     */
    static void note(Selection selection, OptionSet options, CommandContext context) throws UsageException {
        context.sets().used().forEach(context::note);
        context.newSets();
        if (!inventory(options, context).nodeset().isEmpty()) {
            selection.note().ifPresent(context::note);
        }
    }

    /** Reports that the target has no hosts, and the hosts of each set of an earlier run in it. */
    static Verb.Result empty(OptionSet options, CommandContext context) {
        context.sets().used().forEach(context::note);
        context.newSets();
        context.note("shoal: the target is empty, nothing was run: " + named(options, context));
        return Verb.Result.of(ExitStatus.EMPTY);
    }

    /** The hosts, folded and counted; in words where there is none. */
    static String describe(Selection selection) {
        var count = selection.hosts().size();
        if (count == 0) {
            return "no hosts";
        }
        return selection.nodeset().fold() + " (" + Amounts.of(count, "host") + ")";
    }

    /** Reports at the start of a shell what is wrong with the sources of hosts, if anything. */
    public static void reportBroken(CommandContext context) {
        try {
            roster(context);
        } catch (UsageException e) {
            context.note(e.shown());
            context.note(
                    "shoal: no hosts are known until this is corrected or removed from the configuration; each line reads it again");
        }
    }

    /** The hosts and groups by name, as far as they are known without waiting. */
    public static Inventory roster(CommandContext context) throws UsageException {
        return context.site().roster(context.options().all(Option.INVENTORY));
    }

    /** How many hosts the target has by its name alone; empty without a target. */
    public static OptionalInt count(CommandContext context) throws UsageException {
        if (isMissing(context.options(), context)) {
            return OptionalInt.empty();
        }
        var inventory = roster(context).after(new RunSetResolver(context.runs()));
        return OptionalInt.of(
                select(target(context.options(), context), inventory).hosts().size());
    }

    /** The target as the options name it. */
    public static String named(OptionSet options, CommandContext context) {
        var parts = Stream.of(
                        options.all(Option.ON).stream(),
                        options.all(Option.GROUP).stream().map(Targets::groups),
                        options.has(Option.ALL) ? Stream.of("@" + Inventory.ALL) : Stream.<String>of(),
                        options.all(Option.HOSTFILE).stream())
                .flatMap(part -> part)
                .collect(Collectors.joining(","));
        var positive = options.namesTarget()
                ? parts
                : context.site().defaults().target().orElse("");
        var except = options.all(Option.EXCEPT).stream().map(name -> " without " + name);
        return (positive.isEmpty() ? "(empty)" : positive) + except.collect(Collectors.joining());
    }

    /** The nodeset that {@code -g} names: with {@code web,db} a host called db must not slip in; an @ changes nothing. */
    private static String groups(String names) {
        return COMMAS.splitAsStream(names)
                .map(String::strip)
                .map(name -> name.startsWith("@") ? name : "@" + name)
                .collect(Collectors.joining(","));
    }

    /** Whether no target is named; an empty text names one, as an empty list does. */
    private static boolean isMissing(OptionSet options, CommandContext context) {
        return !options.namesTarget() && context.site().defaults().target().isEmpty();
    }

    private static Target target(OptionSet options, CommandContext context) throws UsageException {
        var on = new ArrayList<Expression>();
        options.all(Option.ON).stream().filter(text -> !text.isBlank()).forEach(text -> on.add(Expression.typed(text)));
        options.all(Option.GROUP).forEach(names -> on.add(Expression.typed(groups(names))));
        for (var file : options.all(Option.HOSTFILE)) {
            on.addAll(context.site().hostfile(file));
        }
        if (!options.namesTarget()) {
            context.site().defaults().target().ifPresent(text -> on.add(Expression.typed(text)));
        }
        if (options.all(Option.EXCEPT).stream().anyMatch(String::isBlank)) { // as "$SKIP" that is not set
            throw new UsageException("-x needs hosts to exclude");
        }
        var except = options.all(Option.EXCEPT).stream().map(Expression::typed).toList();
        return new Target(options.has(Option.ALL), on, except);
    }

    private static Selection select(Target target, Inventory inventory) throws UsageException {
        try {
            return inventory.select(target);
        } catch (NodeSetException e) {
            throw new UsageException(e.rendered(), e);
        }
    }
}
