package dev.shoal.fleet;

import dev.shoal.inventory.Host;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * One result per host. Every host starts as not started; the first result entered for it stays. Safe for many threads.
 */
final class ResultTable<T> {
    private final List<Host> hosts;
    private final AtomicReferenceArray<HostResult<T>> results;

    ResultTable(List<Host> hosts) {
        this.hosts = hosts;
        this.results = new AtomicReferenceArray<>(hosts.size());
    }

    /** Enters the result. Returns whether it was the first one for its host. */
    boolean enter(HostResult<T> result) {
        return results.compareAndSet(result.index(), null, result);
    }

    boolean has(int index) {
        return results.get(index) != null;
    }

    List<HostResult<T>> results() {
        var list = new ArrayList<HostResult<T>>(hosts.size());
        for (int i = 0; i < hosts.size(); i++) {
            var result = results.get(i);
            list.add(result == null ? new HostResult.NotStarted<>(i, hosts.get(i)) : result);
        }
        return list;
    }
}
