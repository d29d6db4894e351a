package dev.shoal.ssh;

import dev.shoal.inventory.Host;
import dev.shoal.ssh.hostkey.HostKeyPolicy;
import dev.shoal.ssh.hostkey.KnownHosts;
import dev.shoal.ssh.key.Curves;
import dev.shoal.ssh.login.Credentials;
import dev.shoal.ssh.login.UserCredentials;
import dev.shoal.ssh.reach.Asker;
import dev.shoal.ssh.reach.HostResolver;
import dev.shoal.ssh.reach.SshOptions;
import dev.shoal.ssh.reach.SshResolver;
import dev.shoal.transport.Deadline;
import dev.shoal.transport.Receiver;
import dev.shoal.transport.Session;
import dev.shoal.transport.SetupException;
import dev.shoal.transport.Transport;
import dev.shoal.transport.TransportException;
import net.schmizz.sshj.Config;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Reaches hosts over SSH 2, with sshj. Holds what all connections share: how hosts are found, whom we trust, what we show, and
 * sshj's configuration. Safe for many threads.
 */
public final class SshTransport implements Transport {
    private final HostResolver resolver;
    private final HostKeyPolicy hostKeys;
    private final Credentials credentials;
    private final Curves curves = new Curves();
    /** One more than processors: the thread that has a turn may be kept from its processor. */
    private final StreamGate gate = new StreamGate(Runtime.getRuntime().availableProcessors() + 1, System::nanoTime);

    private final ReentrantLock building = new ReentrantLock(); // guards config and descriptors
    private @Nullable Config config;
    private @Nullable Descriptors descriptors;

    /**
     * Opens nothing yet.
     *
     * @param warn shows the operator a problem that stops nothing
     */
    public SshTransport(SshOptions options, Asker asker, Consumer<String> warn) {
        this(new SshResolver(options, warn), options, asker, warn);
    }

    private SshTransport(HostResolver resolver, SshOptions options, Asker asker, Consumer<String> warn) {
        this(
                resolver,
                new KnownHosts(options.hostKeys(), resolver::wantsKnownKey, warn),
                new UserCredentials(options, asker, warn));
    }

    SshTransport(HostResolver resolver, HostKeyPolicy hostKeys, Credentials credentials) {
        this.resolver = resolver;
        this.hostKeys = hostKeys;
        this.credentials = credentials;
    }

    @Override
    public String name() {
        return "ssh";
    }

    @Override
    public void prepare(Collection<Host> hosts) throws SetupException, InterruptedException {
        resolver.check();
        var named = hosts.stream()
                .<Path>flatMap(host -> resolver.namedKeys(host).stream())
                .distinct()
                .toList();
        credentials.prepare(named, resolver.defaultKeys());
    }

    @Override
    public Session open(Host host, Deadline deadline, Receiver listener)
            throws TransportException, InterruptedException {
        return new ConnectAttempt(host, this, deadline).await(listener);
    }

    HostResolver resolver() {
        return resolver;
    }

    HostKeyPolicy hostKeys() {
        return hostKeys;
    }

    Credentials credentials() {
        return credentials;
    }

    StreamGate gate() {
        return gate;
    }

    /** Counted at the first use, when what Shoal itself needs is open. */
    Descriptors descriptors() {
        building.lock();
        try {
            if (descriptors == null) {
                descriptors = Descriptors.ofThisProcess();
            }
            return descriptors;
        } finally {
            building.unlock();
        }
    }

    /** For one more connection. Built at the first use: a run that never connects should not pay some milliseconds for it. */
    Config config() {
        building.lock();
        try {
            if (config == null) {
                config = SshConfig.create(curves);
            }
            curves.connectionBegins();
            return config;
        } finally {
            building.unlock();
        }
    }
}
