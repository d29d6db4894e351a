package dev.shoal.ssh;

import dev.shoal.inventory.Host;
import dev.shoal.ssh.key.Curves;
import dev.shoal.transport.Deadline;
import dev.shoal.transport.PhaseListener;
import dev.shoal.transport.Session;
import dev.shoal.transport.SessionTransport;
import dev.shoal.transport.TransportException;
import net.schmizz.sshj.Config;
import org.jspecify.annotations.Nullable;

import java.util.concurrent.locks.ReentrantLock;

/** Reaches hosts over SSH 2, with sshj. Safe for many threads. */
public final class SshTransport implements SessionTransport {
    private final SshParts parts;
    private final Curves curves = new Curves();
    /** One more than processors: the thread that has a turn may be kept from its processor. */
    private final StreamGate gate = new StreamGate(Runtime.getRuntime().availableProcessors() + 1, System::nanoTime);

    private final ReentrantLock building = new ReentrantLock(); // guards config and descriptors
    private @Nullable Config config;
    private @Nullable Descriptors descriptors;

    /** Goes the ways, trusts the hosts and shows the credentials of the access. */
    public SshTransport(SshAccess access) {
        this(access.parts());
    }

    SshTransport(SshParts parts) {
        this.parts = parts;
    }

    @Override
    public String name() {
        return "ssh";
    }

    @Override
    public Session open(Host host, Deadline deadline, PhaseListener listener)
            throws TransportException, InterruptedException {
        return new ConnectAttempt(host, parts, this::config, deadline, new ConnectAttempt.Means(gate, descriptors()))
                .await(listener);
    }

    /** Counted at the first use, when what Shoal itself needs is open. */
    private Descriptors descriptors() {
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

    /** Built at the first use: it takes some milliseconds that a run which never connects should not pay. */
    private Config config() {
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
