package dev.shoal.cli;

import dev.shoal.inventory.Expression;
import dev.shoal.inventory.Inventory;
import dev.shoal.inventory.NodeSetException;
import dev.shoal.inventory.Selection;
import dev.shoal.inventory.Target;

import java.util.ArrayList;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** From options to hosts. A target is never guessed. */
final class Targets {
    private Targets() {}

    static Inventory inventory(Given given, Desk desk) throws UsageException {
        return desk.site().inventory(given.all(Option.INVENTORY));
    }

    /** For calculating with names alone. */
    static Inventory names(Given given, Desk desk) throws UsageException {
        return desk.site().names(given.all(Option.INVENTORY));
    }

    /** The hosts of the target that the options name, or else the configuration. */
    static Selection select(Given given, Desk desk) throws UsageException {
        var target = target(given, desk);
        if (target.isMissing()) {
            throw new UsageException("no target: name the hosts with -w, -g or -a, or set target in shoal.yaml");
        }
        return select(target, inventory(given, desk));
    }

    /** As {@link #select}; where nothing names a target, every host of the inventory. */
    static Selection selectOrAll(Given given, Desk desk) throws UsageException {
        var target = target(given, desk);
        var all = target.isMissing() ? new Target(true, target.on(), target.except()) : target;
        return select(all, inventory(given, desk));
    }

    /**
     * The nodeset of a line that begins with {@code @}: there {@code @web17} is the host, where no group is called so.
     */
    static String atLineStart(String nodeset, Desk desk) throws UsageException {
        var inventory = inventory(desk.given(), desk);
        try {
            var selection = inventory.selectAtPrompt(Target.of(nodeset));
            return isGroupTerm(nodeset, inventory)
                    ? nodeset
                    : selection.nodeset().fold();
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

    /** Tells of hosts that are in no inventory; where there is none at all, that says nothing. */
    static void note(Selection selection, Given given, Desk desk) throws UsageException {
        if (!inventory(given, desk).nodeset().isEmpty()) {
            selection.note().ifPresent(desk::note);
        }
    }

    /** The hosts, folded and counted. */
    static String describe(Selection selection) {
        var count = selection.hosts().size();
        return selection.nodeset().fold() + " (" + count + (count == 1 ? " host)" : " hosts)");
    }

    /** The hosts and groups by name, as far as they are known without waiting. */
    static Inventory roster(Desk desk) throws UsageException {
        return desk.site().roster(desk.given().all(Option.INVENTORY));
    }

    /** How many hosts the target has by its name alone; empty where there is no target. */
    static OptionalInt count(Desk desk) throws UsageException {
        var target = target(desk.given(), desk);
        return target.isMissing()
                ? OptionalInt.empty()
                : OptionalInt.of(select(target, roster(desk)).hosts().size());
    }

    /** The target as the options name it. */
    static String named(Given given, Desk desk) {
        var parts = Stream.of(
                        given.all(Option.ON).stream(),
                        given.all(Option.GROUP).stream().map(name -> "@" + name),
                        given.has(Option.ALL) ? Stream.of("@" + Inventory.ALL) : Stream.<String>of(),
                        given.all(Option.HOSTFILE).stream())
                .flatMap(part -> part)
                .collect(Collectors.joining(","));
        var positive = parts.isEmpty() ? desk.site().defaults().target().orElse("") : parts;
        var except = given.all(Option.EXCEPT).stream().map(name -> " without " + name);
        return positive + except.collect(Collectors.joining());
    }

    private static Target target(Given given, Desk desk) throws UsageException {
        var on = new ArrayList<Expression>();
        given.all(Option.ON).forEach(text -> on.add(Expression.typed(text)));
        given.all(Option.GROUP).forEach(name -> on.add(Expression.typed("@" + name)));
        for (var file : given.all(Option.HOSTFILE)) {
            on.addAll(desk.site().hostfile(file));
        }
        if (!given.namesTarget()) {
            desk.site().defaults().target().ifPresent(text -> on.add(Expression.typed(text)));
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
