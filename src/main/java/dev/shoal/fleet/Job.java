package dev.shoal.fleet;

import dev.shoal.inventory.Host;

import java.util.List;
import java.util.Set;

/**
 * A task and the hosts that it is for.
 *
 * @param number the run's number: what records, logs and JSON call it
 * @param hosts each once, in the order in which results are listed
 * @param okExits the exit statuses that count as ok, usually 0 alone
 */
public record Job<T>(long number, Task<T> task, List<Host> hosts, FanOutOptions options, Set<Integer> okExits) {
    public Job {
        hosts = List.copyOf(hosts);
        okExits = Set.copyOf(okExits);
    }
}
