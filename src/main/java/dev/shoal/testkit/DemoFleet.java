package dev.shoal.testkit;

import dev.shoal.inventory.Host;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.subsystem.SubsystemFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * SSH hosts for trying out Shoal without any configuration: {@code web1}, {@code web2} … and {@code db1} …, about two to
 * one, on ports of 127.0.0.1. Each has its own host key and files. {@link DemoKind} decides where commands run. Their programs print
 * different data on each host: an old kernel on web3, a full disk on db1, a failed nginx on web2. Background processes of a
 * command end with it.
 *
 * <p>Everything that clients need is in one temporary directory of this user alone, which {@link #close} removes; the next
 * fleet removes the directory of one that was killed.
 */
public final class DemoFleet implements AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(DemoFleet.class);
    private static final int MOST_AHEAD = 32;
    private static final int MAKERS = 2;
    private static final String PREFIX = "shoal-demo";

    private final DemoPlan plan;
    private final DemoKind kind;
    private final OwnDirectory own;
    private final Path directory;
    private final LoopbackServer server = LoopbackServer.make();
    private final Map<Integer, HostBackend> byPort = new ConcurrentHashMap<>();
    private final Map<Integer, String> namesByPort = new ConcurrentHashMap<>();
    private final Map<Integer, KeyPair> hostKeys = new ConcurrentHashMap<>();
    private final List<Host> hosts = new ArrayList<>();
    private final AtomicInteger commands = new AtomicInteger();

    private DemoFleet(DemoPlan plan, OwnDirectory own, DemoKind kind) {
        this.plan = plan;
        this.kind = kind;
        this.own = own;
        this.directory = own.path();
    }

    /**
     * Starts the fleet and returns when every host accepts connections.
     *
     * @param count how many hosts, at least 1
     * @param parent an existing directory in which the fleet makes its own
     * @throws IOException if a port or file cannot be created; nothing is left then
     */
    public static DemoFleet start(int count, Path parent) throws IOException {
        return start(count, parent, DemoKind.best());
    }

    /** Starts a fleet of this kind. */
    public static DemoFleet start(int count, Path parent, DemoKind kind) throws IOException {
        var plan = DemoPlan.of(count);
        OwnDirectory.sweep(parent, PREFIX);
        var fleet = new DemoFleet(plan, OwnDirectory.make(parent, PREFIX), kind);
        try {
            fleet.open(plan.hosts());
            fleet.prepare();
            return fleet;
        } catch (IOException | RuntimeException e) {
            fleet.close();
            throw e;
        }
    }

    /** The hosts in order, the web ones first; as many as were asked for. */
    public List<Host> hosts() {
        return List.copyOf(hosts);
    }

    /** Group names and their nodesets, as {@code web} and {@code web[1-6]}. Every group has a host. */
    public Map<String, String> groups() {
        return plan.groups();
    }

    /** The private key that lets any user name in: ed25519, OpenSSH format, no pass phrase. */
    public Path userKey() {
        return own.userKey();
    }

    /** One line for each host. */
    public Path knownHosts() {
        return own.knownHosts();
    }

    /** Ends the servers and what still runs on them, and removes every file. Closing twice is fine. */
    @Override
    public void close() {
        try (own) {
            server.stop(true);
            byPort.values().forEach(HostBackend::close);
        } catch (IOException e) {
            throw new UncheckedIOException(directory + ": the demo fleet could not be stopped", e);
        }
    }

    private void open(List<DemoHost> plan) throws IOException {
        Files.createDirectory(directory.resolve("run"));
        Shims.write(directory.resolve("bin"));
        server.setKeyPairProvider(new OwnHostKeys());
        server.setPublickeyAuthenticator(
                (_, key, session) -> KeyUtils.compareKeys(key, own.user().getPublic()) && isReady(backendOf(session)));
        server.setCommandFactory(
                (channel, command) -> backendOf(channel.getSession()).command(command));
        server.setSubsystemFactories(List.of(new Sftp()));
        server.setFileSystemFactory(new OwnRoots());
        var known = new ArrayList<String>();
        for (var host : plan) {
            known.add(listen(host, backend(host)));
        }
        own.writeKnownHosts(known);
    }

    private String listen(DemoHost host, HostBackend backend) throws IOException {
        var key = FreshKeys.make();
        var port = server.listen();
        byPort.put(port, backend);
        namesByPort.put(port, host.name());
        hostKeys.put(port, key);
        hosts.add(new Host(
                host.name(),
                LoopbackServer.ADDRESS,
                OptionalInt.of(port),
                Optional.empty(),
                Map.of("kind", host.kind())));
        return FreshKeys.knownHostsLine(port, key.getPublic());
    }

    private HostBackend backend(DemoHost host) throws IOException {
        return switch (kind) {
            case WORLD -> new WorldBackend(host, this::report);
            case SIMULATED -> new DirectoryBackend(host, ownOf(host), shims(), this::report, true);
            case THIS_MACHINE -> new DirectoryBackend(host, ownOf(host), shims(), this::report, false);
        };
    }

    private Path ownOf(DemoHost host) throws IOException {
        return Files.createDirectories(directory.resolve("hosts").resolve(host.name()));
    }

    private Path shims() {
        return directory.resolve("bin");
    }

    private Path report() {
        return directory.resolve("run").resolve(Integer.toString(commands.incrementAndGet()));
    }

    private HostBackend backendOf(SessionContext session) {
        return Objects.requireNonNull(byPort.get(LoopbackServer.portOf(session)));
    }

    /** Always true: the first command reports a failure. */
    private static boolean isReady(HostBackend backend) {
        try {
            backend.prepare();
        } catch (IOException e) {
            LOG.debug("a demo host is not ready", e);
        }
        return true;
    }

    /** Prepares the hosts in advance; those of a large fleet are prepared when they are connected to. */
    private void prepare() {
        var backends = new ConcurrentLinkedQueue<>(byPort.values());
        if (backends.size() > MOST_AHEAD) {
            return;
        }
        for (var i = 0; i < Math.min(MAKERS, backends.size()); i++) {
            Thread.ofPlatform().daemon().name("demo worlds").start(() -> {
                for (var next = backends.poll(); next != null; next = backends.poll()) {
                    isReady(next);
                }
            });
        }
    }

    /** The files of the host that was connected to. */
    private final class Sftp implements SubsystemFactory {
        @Override
        public String getName() {
            return "sftp";
        }

        @Override
        public Command createSubsystem(ChannelSession channel) throws IOException {
            return backendOf(channel.getSession()).sftp(channel);
        }
    }

    /** The key of the host that was connected to. */
    private final class OwnHostKeys implements KeyPairProvider {
        @Override
        public Iterable<KeyPair> loadKeys(SessionContext session) {
            // MINA asks without a session when it checks its configuration
            var key = session == null ? own.user() : hostKeys.get(LoopbackServer.portOf(session));
            return List.of(Objects.requireNonNull(key));
        }
    }

    /** The directory of the host that was connected to, if it has one on this machine. */
    private final class OwnRoots extends VirtualFileSystemFactory {
        @Override
        public Path getUserHomeDir(SessionContext session) {
            var name = namesByPort.get(LoopbackServer.portOf(session));
            return directory
                    .resolve("hosts")
                    .resolve(Objects.requireNonNull(name))
                    .resolve("root");
        }
    }
}
