package dev.shoal.cli;

import dev.shoal.inventory.Inventory;
import dev.shoal.inventory.Selection;
import dev.shoal.inventory.Target;
import dev.shoal.nodeset.Expression;
import dev.shoal.nodeset.NodeSetException;

import java.util.ArrayList;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** From options to hosts. A target is never guessed. */
final class Targets {
    /** Between names, not between the numbers of a bracket. */
    private static final Pattern COMMAS = Pattern.compile(",(?![^\\[]*])");

    private Targets() {}

    static Inventory inventory(OptionSet given, CommandContext desk) throws UsageException {
        return desk.site().inventory(given.all(Option.INVENTORY));
    }

    /** For calculating with names alone, those of earlier runs among them. */
    static Inventory names(OptionSet given, CommandContext desk) throws UsageException {
        return desk.site().names(given.all(Option.INVENTORY)).after(desk.newSets());
    }

    /** The hosts of the target that the options name, or else the configuration. */
    static Selection select(OptionSet given, CommandContext desk) throws UsageException {
        if (isMissing(given, desk)) {
            throw new UsageException(
                    desk.front().isPresent()
                            ? "no target: choose hosts, e.g. use @web, or name them in the line, e.g. @web uptime"
                            : "no target: name the hosts with -w, -g or -a, or set target in shoal.yaml");
        }
        return narrowed(target(given, desk), given, desk);
    }

    private static Selection narrowed(Target target, OptionSet given, CommandContext desk) throws UsageException {
        var inventory = inventory(given, desk).after(desk.newSets());
        return new Narrowing(given, desk).of(select(target, inventory), inventory);
    }

    /** As {@link #select}; where nothing names a target, every host of the inventory. */
    static Selection selectOrAll(OptionSet given, CommandContext desk) throws UsageException {
        var target = target(given, desk);
        var all = isMissing(given, desk) ? new Target(true, target.on(), target.except()) : target;
        return narrowed(all, given, desk);
    }

    /**
     * The nodeset of a line that begins with {@code @}: there {@code @web17} is the host, where no group is called so.
     */
    static String atLineStart(String nodeset, CommandContext desk) throws UsageException {
        var inventory = inventory(desk.given(), desk).after(new RunSetResolver(desk.runs()));
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
     * This nodeset as the target of the lines to come. What stands in it for a set of a run becomes the hosts of that set, as
     * the next run would make another one of it; so does what is left by narrowing, which may be chance.
     *
     * @param narrowing options that leave fewer hosts
     */
    static OptionSet lasting(String nodeset, OptionSet narrowing, CommandContext desk) throws UsageException {
        var given = desk.given().with(OptionSet.target(nodeset));
        var selection = select(given.with(narrowing), desk);
        return desk.sets().used().isEmpty() && narrowing.isNothing()
                ? given
                : desk.given().with(OptionSet.target(selection.nodeset().fold()));
    }

    /** The target's one expression, if it is no more than that, else its hosts; empty where there is none. */
    static String expression(CommandContext desk) throws UsageException {
        var given = desk.given();
        if (isMissing(given, desk)) {
            return "";
        }
        var isOne = given.all(Option.ON).size() == 1
                && !given.has(Option.GROUP)
                && !given.has(Option.ALL)
                && !given.has(Option.HOSTFILE);
        return isOne
                        && !given.has(Option.EXCEPT)
                        && !Expression.typed(given.all(Option.ON).getFirst()).isWhole()
                ? given.all(Option.ON).getFirst()
                : select(given, desk).nodeset().fold();
    }

    /**
     * Tells what stood for a set of an earlier run, and of hosts that are in no inventory; where there is none at all, that
     * says nothing.
     */
    static void note(Selection selection, OptionSet given, CommandContext desk) throws UsageException {
        desk.sets().used().forEach(desk::note);
        desk.newSets();
        if (!inventory(given, desk).nodeset().isEmpty()) {
            selection.note().ifPresent(desk::note);
        }
    }

    /**
     * Tells that there is nobody in the target, and what stood in it for a set of an earlier run.
     *
     * @param done what would have happened, as {@code run} or {@code moved}
     */
    static Answer nobody(String done, OptionSet given, CommandContext desk) {
        desk.sets().used().forEach(desk::note);
        desk.newSets();
        desk.note("shoal: the target is empty, nothing was " + done + ": " + named(given, desk));
        return Answer.of(ExitStatus.EMPTY);
    }

    /** The hosts, folded and counted; in words where there is none. */
    static String describe(Selection selection) {
        var count = selection.hosts().size();
        if (count == 0) {
            return "no hosts";
        }
        return selection.nodeset().fold() + " (" + count + (count == 1 ? " host)" : " hosts)");
    }

    /** Tells the operator at the start of a shell what is wrong with the sources of hosts; nothing where they can be read. */
    static void tellBroken(CommandContext desk) {
        try {
            roster(desk);
        } catch (UsageException e) {
            desk.note(e.shown());
            desk.note(
                    "shoal: no host is known until this is mended or taken out of the configuration; each line reads it again");
        }
    }

    /** The hosts and groups by name, as far as they are known without waiting. */
    static Inventory roster(CommandContext desk) throws UsageException {
        return desk.site().roster(desk.given().all(Option.INVENTORY));
    }

    /** How many hosts the target has by its name alone; empty where there is no target. */
    static OptionalInt count(CommandContext desk) throws UsageException {
        if (isMissing(desk.given(), desk)) {
            return OptionalInt.empty();
        }
        var inventory = roster(desk).after(new RunSetResolver(desk.runs()));
        return OptionalInt.of(
                select(target(desk.given(), desk), inventory).hosts().size());
    }

    /** The target as the options name it. */
    static String named(OptionSet given, CommandContext desk) {
        var parts = Stream.of(
                        given.all(Option.ON).stream(),
                        given.all(Option.GROUP).stream().map(Targets::groups),
                        given.has(Option.ALL) ? Stream.of("@" + Inventory.ALL) : Stream.<String>of(),
                        given.all(Option.HOSTFILE).stream())
                .flatMap(part -> part)
                .collect(Collectors.joining(","));
        var positive =
                given.namesTarget() ? parts : desk.site().defaults().target().orElse("");
        var except = given.all(Option.EXCEPT).stream().map(name -> " without " + name);
        return (positive.isEmpty() ? "(empty)" : positive) + except.collect(Collectors.joining());
    }

    /** The nodeset that {@code -g} names: with {@code web,db} a host called db must not slip in, and an @ says nothing new. */
    private static String groups(String names) {
        return COMMAS.splitAsStream(names)
                .map(String::strip)
                .map(name -> name.startsWith("@") ? name : "@" + name)
                .collect(Collectors.joining(","));
    }

    /** Whether nothing says which hosts; an empty text does, as a list does that has run empty. */
    private static boolean isMissing(OptionSet given, CommandContext desk) {
        return !given.namesTarget() && desk.site().defaults().target().isEmpty();
    }

    private static Target target(OptionSet given, CommandContext desk) throws UsageException {
        var on = new ArrayList<Expression>();
        given.all(Option.ON).stream().filter(text -> !text.isBlank()).forEach(text -> on.add(Expression.typed(text)));
        given.all(Option.GROUP).forEach(names -> on.add(Expression.typed(groups(names))));
        for (var file : given.all(Option.HOSTFILE)) {
            on.addAll(desk.site().hostfile(file));
        }
        if (!given.namesTarget()) {
            desk.site().defaults().target().ifPresent(text -> on.add(Expression.typed(text)));
        }
        if (given.all(Option.EXCEPT).stream().anyMatch(String::isBlank)) { // as "$SKIP" that is not set
            throw new UsageException("-x with nothing behind it would take nothing away: name hosts, or leave -x out");
        }
        var except = given.all(Option.EXCEPT).stream().map(Expression::typed).toList();
        return new Target(given.has(Option.ALL), on, except);
    }

    private static Selection select(Target target, Inventory inventory) throws UsageException {
        try {
            return inventory.select(target);
        } catch (NodeSetException e) {
            throw new UsageException(e.rendered(), e);
        }
    }
}
