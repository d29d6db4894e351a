package dev.shoal.testkit;

import dev.shoal.inventory.Host;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * SSH hosts to try Shoal out on, without any configuration: {@code web1}, {@code web2} … and {@code db1} …, about two to
 * one, on ports of 127.0.0.1. Each has a host key and a directory of its own, below which SFTP is kept; commands run on this
 * machine, as this user and <em>with this user's rights</em>, and find programs that answer differently on each host: an old
 * kernel on web3, a full disk on db1, a failed nginx on web2. What a command leaves in the background ends with it.
 *
 * <p>Everything that clients need is in one temporary directory of this user alone, which {@link #close} removes.
 */
public final class DemoFleet implements AutoCloseable {
    private final DemoPlan plan;
    private final OwnDirectory own;
    private final Path directory;
    private final LoopbackServer server = LoopbackServer.make();
    private final Map<Integer, DemoHost> byPort = new ConcurrentHashMap<>();
    private final Map<Integer, KeyPair> hostKeys = new ConcurrentHashMap<>();
    private final List<Host> hosts = new ArrayList<>();
    private final AtomicInteger commands = new AtomicInteger();

    private DemoFleet(DemoPlan plan, OwnDirectory own) {
        this.plan = plan;
        this.own = own;
        this.directory = own.path();
    }

    /**
     * Starts the fleet and returns when every host can be dialled.
     *
     * @param count how many hosts, at least 1
     * @param parent an existing directory in which the fleet makes its own
     * @throws IOException if a port or file cannot be had; nothing is left then
     */
    public static DemoFleet start(int count, Path parent) throws IOException {
        var plan = DemoPlan.of(count);
        var fleet = new DemoFleet(plan, OwnDirectory.make(parent, "shoal-demo"));
        try {
            fleet.open(plan.hosts());
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

    /** Group names and their nodesets, as {@code web} and {@code web[1-6]}. There is no group without a host. */
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

    /** What the host takes for {@code /} over SFTP, and where its commands start. */
    public Path home(Host host) {
        return Objects.requireNonNull(byPort.get(host.port().orElseThrow())).home(directory);
    }

    /** Ends the servers and what still runs on them, and removes every file. Closing twice is fine. */
    @Override
    public void close() {
        try (own) {
            server.stop(true);
        } catch (IOException e) {
            throw new UncheckedIOException(directory + ": the demo fleet could not be stopped", e);
        }
    }

    private void open(List<DemoHost> plan) throws IOException {
        Files.createDirectory(directory.resolve("run"));
        Shims.write(directory.resolve("bin"));
        server.setKeyPairProvider(new OwnHostKeys());
        server.setPublickeyAuthenticator(
                (_, key, _) -> KeyUtils.compareKeys(key, own.user().getPublic()));
        server.setCommandFactory((channel, command) -> {
            var host = hostOf(channel.getSession());
            return new LocalCommand(host.name(), sent -> run(host, command, sent));
        });
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.setFileSystemFactory(new OwnRoots());
        var known = new ArrayList<String>();
        for (var host : plan) {
            host.write(directory);
            known.add(listen(host));
        }
        own.writeKnownHosts(known);
    }

    private String listen(DemoHost host) throws IOException {
        var key = FreshKeys.make();
        var port = server.listen();
        byPort.put(port, host);
        hostKeys.put(port, key);
        hosts.add(new Host(
                host.name(),
                LoopbackServer.ADDRESS,
                OptionalInt.of(port),
                Optional.empty(),
                Map.of("kind", host.kind())));
        return FreshKeys.knownHostsLine(port, key.getPublic());
    }

    private LocalProcess run(DemoHost host, String command, Map<String, String> sent) throws IOException {
        var environment = new HashMap<>(sent);
        environment.putAll(host.environment(directory));
        var report = directory.resolve("run").resolve(Integer.toString(commands.incrementAndGet()));
        return LocalProcess.start(command, host.home(directory), environment, report);
    }

    private DemoHost hostOf(SessionContext session) {
        return Objects.requireNonNull(byPort.get(LoopbackServer.portOf(session)));
    }

    /** The key of the host that was dialled. */
    private final class OwnHostKeys implements KeyPairProvider {
        @Override
        public Iterable<KeyPair> loadKeys(SessionContext session) {
            // MINA asks without a session when it checks its configuration
            var key = session == null ? own.user() : hostKeys.get(LoopbackServer.portOf(session));
            return List.of(Objects.requireNonNull(key));
        }
    }

    /** The directory of the host that was dialled. */
    private final class OwnRoots extends VirtualFileSystemFactory {
        @Override
        public Path getUserHomeDir(SessionContext session) {
            return hostOf(session).home(directory);
        }
    }
}
