package dev.shoal.cli;

import java.util.Set;

/** Something an operator can do. There is one of each, whichever way it is reached. */
interface Verb {
    String name();

    /** What follows the options, as help shows it. */
    String arguments();

    String summary();

    Set<Option> options();

    /** Whether the words behind the options are remote text, in which nothing is ours. */
    default boolean isRaw() {
        return false;
    }

    /** Whether its words may begin with a dash, as {@code -web3}. */
    default boolean takesDashes() {
        return false;
    }

    /** Whether it may run more than one job. */
    default Start.Length length() {
        return Start.Length.ONE_VERB;
    }

    /** Whether something comes of it that a name or {@code |>} can be given. */
    default boolean hasValue() {
        return false;
    }

    /** Does it, and prints what there is to print. */
    Answer run(Call call, CommandContext desk) throws UsageException, InterruptedException;
}
