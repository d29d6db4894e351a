package dev.shoal;

import dev.shoal.cli.UsageException;
import dev.shoal.inventory.Expression;
import dev.shoal.inventory.Group;
import dev.shoal.inventory.Host;
import dev.shoal.inventory.Inventory;
import dev.shoal.testkit.DemoFleet;
import dev.shoal.testkit.DemoPlan;
import dev.shoal.transport.ssh.SshOptions.Reach;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * A demo fleet that starts when it is first needed, or warmed up: the prompt comes first. Safe for many threads. The monitor
 * guards the fleet, and is held while it starts, because everybody else has to wait for that.
 */
final class DemoSite implements AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(DemoSite.class);

    private final int count;
    private final DemoPlan plan;
    private @Nullable DemoFleet fleet;
    private boolean closed;

    DemoSite(int count) {
        this.count = count;
        this.plan = DemoPlan.of(count);
    }

    /** The hosts by name, without waiting. */
    Inventory roster() {
        return inventory(plan.names().stream().map(Host::named).toList());
    }

    /** The hosts with their addresses; waits until they are there. */
    Inventory inventory() throws UsageException {
        return inventory(fleet().hosts());
    }

    private Inventory inventory(Collection<Host> hosts) {
        var groups = plan.groups().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(group -> new Group(group.getKey(), Expression.typed(group.getValue())))
                .toList();
        var origins = hosts.stream().collect(Collectors.toMap(Host::name, _ -> "the demo fleet"));
        return Inventory.of(hosts, groups, origins);
    }

    /** How its hosts are reached. */
    Reach reach() throws UsageException {
        var started = fleet();
        return new Reach(
                Optional.of("demo"),
                OptionalInt.empty(),
                List.of(started.userKey()),
                Optional.of(started.knownHosts()));
    }

    /** Starts the fleet where that was not done yet; what goes wrong is told to whoever needs the fleet. */
    void warmUp() {
        try {
            fleet();
        } catch (UsageException e) {
            LOG.debug("not warmed up", e);
        }
    }

    private synchronized DemoFleet fleet() throws UsageException {
        if (closed) {
            throw new UsageException("demo: the embedded servers are stopped");
        }
        if (fleet == null) {
            try {
                fleet = DemoFleet.start(count, Path.of(System.getProperty("java.io.tmpdir")));
            } catch (IOException e) {
                throw new UsageException("demo: the embedded servers did not start: " + e.getMessage(), e);
            }
        }
        return fleet;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (fleet != null) {
            fleet.close();
            fleet = null;
        }
    }
}
