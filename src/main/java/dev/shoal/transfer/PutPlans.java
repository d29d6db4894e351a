package dev.shoal.transfer;

import dev.shoal.fleet.Task;
import dev.shoal.inventory.Host;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What each host is sent: one plan for all, or where a source or the destination holds <code>{host}</code> one for each, made
 * before any host is bothered.
 */
public final class PutPlans {
    private static final String HOST = "{host}";

    private final Map<String, PutPlan> plans = new HashMap<>();
    private final List<Host> hosts;

    private PutPlans(List<Host> hosts) {
        this.hosts = hosts;
    }

    /**
     * Looks the sources of all hosts up.
     *
     * @throws TransferException as {@link PutPlan#of}
     */
    public static PutPlans of(Task.Put put, List<Host> hosts) throws TransferException {
        var plans = new PutPlans(hosts);
        boolean each =
                put.destination().contains(HOST) || put.sources().stream().anyMatch(source -> source.contains(HOST));
        var common = each && !hosts.isEmpty() ? null : PutPlan.of(put);
        for (var host : hosts) {
            plans.plans.put(host.name(), common == null ? PutPlan.of(of(put, host.name())) : common);
        }
        return plans;
    }

    /** A plan that is for one host alone. */
    static PutPlans of(PutPlan plan, Host host) {
        var plans = new PutPlans(List.of(host));
        plans.plans.put(host.name(), plan);
        return plans;
    }

    private static Task.Put of(Task.Put put, String host) {
        return new Task.Put(
                put.sources().stream().map(source -> source.replace(HOST, host)).toList(),
                put.destination().replace(HOST, host));
    }

    /** The bytes to all hosts together. */
    public long bytes() {
        return hosts.stream().mapToLong(host -> of(host).bytes()).sum();
    }

    /** A line for each thing that this host is sent. */
    public List<String> lines(Host host) {
        return of(host).lines();
    }

    PutPlan of(Host host) {
        return Objects.requireNonNull(plans.get(host.name()), "a host of the job");
    }
}
