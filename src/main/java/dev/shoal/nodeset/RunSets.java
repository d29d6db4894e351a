package dev.shoal.nodeset;

import dev.shoal.text.ProblemsException;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The results of earlier runs, as nodesets: {@code @failed}, {@code @2}, {@code @41:failed}, {@code @exit(3)},
 * {@code @match(text)}. Implemented by the room that keeps the runs.
 */
@FunctionalInterface
public interface RunSets {
    /** The sets that have a word; no group can be reached by one of them, except as {@code @source:ok}. */
    enum Named {
        OK,
        FAILED,
        TIMEOUT,
        UNREACHABLE,
        UNKNOWN,
        MAYRUN,
        SILENT,
        ODD,
        EXIT,
        MATCH;

        /** As typed after {@code @}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether an argument in parentheses can follow. */
        public boolean hasArgument() {
            return this == EXIT || this == MATCH;
        }

        /** The set of that word; empty if there is none. */
        public static Optional<Named> of(String word) {
            return Arrays.stream(values())
                    .filter(named -> named.word().equals(word))
                    .findFirst();
        }
    }

    /**
     * The hosts of a set.
     *
     * @param run which one; empty for the last
     * @param name a word of {@link Named}, or the number of a group of equal answers
     * @param argument the text in parentheses after the name, as typed
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
        return Named.of(name).isPresent() || isNumber(name);
    }

    /** Whether it is the number of a group of equal answers, or of a run. */
    static boolean isNumber(String name) {
        return !name.isEmpty() && name.chars().allMatch(NameOrder::isDigit);
    }
}
