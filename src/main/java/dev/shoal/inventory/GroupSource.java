package dev.shoal.inventory;

import dev.shoal.nodeset.Expression;
import dev.shoal.text.ProblemsException;

import java.util.List;
import java.util.Optional;

/**
 * A place that groups come from, asked only when a nodeset names one of its groups: {@code @name:group} asks this one alone,
 * {@code @group} the first one that has it. Implemented where programs are started and foreign files are read. It keeps what
 * it has learnt; asked by one thread at a time.
 */
public interface GroupSource {
    /** What stands before the colon: letters, digits and {@code _ . -}; never digits alone, which are a run's number. */
    String name();

    /**
     * The group's definition, a nodeset that may name other groups; blank for an empty group, empty if the group is
     * unknown.
     *
     * @throws ProblemsException where it cannot be learnt
     */
    Optional<Expression> group(String group) throws ProblemsException;

    /**
     * The names of its groups, without {@code @}.
     *
     * @throws ProblemsException where they cannot be learnt
     */
    List<String> groups() throws ProblemsException;

    /**
     * Every host of this source, {@code @name:*}; empty where it cannot tell other than by all of its groups.
     *
     * @throws ProblemsException where it cannot be learnt
     */
    Optional<Expression> all() throws ProblemsException;

    /**
     * The groups that a host is in, for a source that can tell it without going through all of its groups; empty where it
     * cannot.
     *
     * @throws ProblemsException where it cannot be learnt
     */
    default Optional<List<String>> groupsOf(String host) throws ProblemsException {
        return Optional.empty();
    }

    /** Whether it can tell all of its groups; one that cannot is passed over where groups are looked for. */
    default boolean listsGroups() {
        return true;
    }

    /** Whether programs run to learn its groups, so that all of them should be asked for only if needed. */
    default boolean runsPrograms() {
        return false;
    }

    /** Whether it is also asked for groups that are named without a source; others answer to {@code @name:group} alone. */
    default boolean answersUnnamed() {
        return true;
    }

    /** Whether it comes before the source that the inventory has a group of this name from, so that its own counts. */
    default boolean precedes(String group) {
        return false;
    }

    /** Whether its hosts are hosts of the inventory, which has not read them yet. */
    default boolean belongsToInventory() {
        return false;
    }
}
