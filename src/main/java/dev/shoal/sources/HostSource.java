package dev.shoal.sources;

import dev.shoal.inventory.Host;
import dev.shoal.text.ProblemsException;

import java.util.List;
import java.util.Optional;

/** A place that hosts come from. */
@FunctionalInterface
public interface HostSource {
    /**
     * Reads it, which may start a program and wait for it within a limit.
     *
     * @throws ProblemsException where it cannot be read; the message names the file and the line, or the program
     */
    SourceContents read() throws ProblemsException, InterruptedException;

    /** What is wrong with it as far as that can be seen without running anything; empty where nothing is. */
    default Optional<String> problem() {
        return Optional.empty();
    }

    /**
     * The same hosts in the same order, with what this source adds only when hosts are really needed, because it costs a program's run.
     *
     * @throws ProblemsException if it cannot be found out
     */
    default List<Host> completed(List<Host> hosts) throws ProblemsException {
        return hosts;
    }
}
