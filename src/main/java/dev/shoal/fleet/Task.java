package dev.shoal.fleet;

import dev.shoal.transport.Command;

/**
 * What the operator asked of a nodeset, as a value that could travel to another machine. What it does on one host is its
 * {@link HostTask}.
 *
 * @param <T> what one host answers
 */
public sealed interface Task<T> {
    /** Run a command. */
    record Exec(Command command) implements Task<Reply> {}
}
