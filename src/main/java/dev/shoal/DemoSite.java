package dev.shoal;

import dev.shoal.cli.Start;
import dev.shoal.cli.UsageException;
import dev.shoal.inventory.Group;
import dev.shoal.inventory.Host;
import dev.shoal.inventory.Inventory;
import dev.shoal.nodeset.Expression;
import dev.shoal.ssh.reach.SshOptions.Layer;
import dev.shoal.testkit.DemoFleet;
import dev.shoal.testkit.DemoKind;
import dev.shoal.testkit.DemoPlan;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A demo fleet that starts when it is first needed, or warmed up: the prompt comes first. Safe for many threads. The monitor
 * guards the fleet, and is held while it starts, because all others have to wait for that.
 */
final class DemoSite implements AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(DemoSite.class);

    private final int count;
    private final DemoPlan plan;
    private final FutureTask<DemoKind> kind;
    private final Consumer<String> warn;
    private @Nullable DemoFleet fleet;
    private boolean told;
    private boolean closed;

    DemoSite(Start.Demo asked, Consumer<String> warn) {
        this.count = asked.hosts();
        this.plan = DemoPlan.of(count);
        this.kind = new FutureTask<>(asked.onThisMachine() ? () -> DemoKind.THIS_MACHINE : DemoKind::best);
        this.warn = warn;
    }

    /** Begins to find out what the hosts can be. */
    void begin() {
        Thread.ofPlatform().daemon().name("demo kind").start(kind);
    }

    /** What the hosts are, for the operator; waits until that is known. */
    synchronized String welcome() {
        told = true;
        var hosts = count == 1 ? "1 demo host," : count + " demo hosts, each";
        return switch (kind()) {
            case WORLD -> hosts + " in a world of its own: no command there reaches this machine";
            case SIMULATED -> hosts + " simulated, with a few programs: this machine allows no namespaces";
            case THIS_MACHINE -> hosts + " a directory of this machine, on which its commands run";
        };
    }

    private DemoKind kind() {
        kind.run(); // does nothing where it runs or has run
        try {
            return kind.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return DemoKind.SIMULATED;
        }
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
    Layer reach() throws UsageException {
        var started = fleet();
        return new Layer(
                Optional.of("demo"),
                OptionalInt.empty(),
                List.of(started.userKey()),
                Optional.of(started.knownHosts()));
    }

    /** Starts the fleet where that was not done yet; what goes wrong is reported to all that need the fleet. */
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
                fleet = DemoFleet.start(count, Path.of(System.getProperty("java.io.tmpdir")), kind());
                if (kind() == DemoKind.SIMULATED && !told) {
                    warn.accept("demo: " + welcome());
                }
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
