package dev.shoal.sources;

import dev.shoal.inventory.Host;
import dev.shoal.text.ProblemsException;

import java.util.List;

/** Adds what is learnt of hosts only once they are really wanted, because it costs a program's run. */
@FunctionalInterface
public interface HostDetails {
    /**
     * The same hosts in the same order, each with what was missing.
     *
     * @throws ProblemsException where it cannot be learnt
     */
    List<Host> completed(List<Host> hosts) throws ProblemsException;
}
