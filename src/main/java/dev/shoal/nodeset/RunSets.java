package dev.shoal.nodeset;

import dev.shoal.text.ProblemsException;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The results of earlier runs, as nodesets: {@code @failed}, {@code @2}, {@code @41:failed}, {@code @exit(3)},
 * {@code @match(text)}. Implemented by the room that keeps the runs.
 */
@FunctionalInterface
public interface RunSets {
    /** The words that are sets of a run; no group can be reached by one of them, save as {@code @source:ok}. */
    Set<String> WORDS =
            Set.of("ok", "failed", "timeout", "unreachable", "unknown", "mayrun", "silent", "odd", "exit", "match");

    /**
     * The hosts of a set.
     *
     * @param run which one; empty for the last
     * @param name one of {@link #WORDS}, or the number of a group of equal answers
     * @param argument the text in the parentheses after the name, as typed
     * @throws ProblemsException where nothing has run, or the run, the group or the argument makes no sense
     */
    NodeSet hosts(OptionalLong run, String name, Optional<String> argument) throws ProblemsException;

    /** Where nothing can have run: definitions of groups, and calculations without a shell. */
    static RunSets none() {
        return (run, name, argument) -> {
            throw new ProblemsException("@" + name + " is a set of the last run, and nothing has run yet");
        };
    }

    /** Whether {@code @name} is a set of a run rather than a group. */
    static boolean isName(String name) {
        return WORDS.contains(name) || isNumber(name);
    }

    /** Whether it is the number of a group of equal answers, or of a run. */
    static boolean isNumber(String name) {
        return !name.isEmpty() && name.chars().allMatch(NameOrder::isDigit);
    }
}
