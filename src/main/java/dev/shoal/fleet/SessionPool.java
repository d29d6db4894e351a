package dev.shoal.fleet;

import dev.shoal.inventory.Host;
import dev.shoal.transport.Deadline;
import dev.shoal.transport.Receiver;
import dev.shoal.transport.Session;
import dev.shoal.transport.Transport;
import dev.shoal.transport.TransportException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * A transport that keeps its sessions open from one run to the next, one for each host. Closing a session that it has handed
 * out gives it back. Sessions at rest are asked now and then whether their host still replies, and are closed when they
 * were not used for long. Safe for many threads.
 */
public final class SessionPool implements Transport, AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(SessionPool.class);
    /** More hosts than this are reached as without a pool: each session costs memory and a descriptor, here and there. */
    private static final int MOST = 1024;

    private static final Duration PROBE_EVERY = Duration.ofSeconds(30);
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(10);
    private static final Duration IDLE_LIMIT = Duration.ofMinutes(15);
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final Transport transport;
    private final LongSupplier nanoTime;
    private final Map<Host, PooledHost> hosts = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicBoolean isWatched = new AtomicBoolean();

    /** The clock counts nanoseconds as {@link System#nanoTime} does. */
    public SessionPool(Transport transport, LongSupplier nanoTime) {
        this.transport = transport;
        this.nanoTime = nanoTime;
    }

    @Override
    public String name() {
        return transport.name();
    }

    @Override
    public Session open(Host host, Deadline deadline, Receiver listener)
            throws TransportException, InterruptedException {
        if (closed.getCount() == 0 || (hosts.size() >= MOST && !hosts.containsKey(host))) {
            return transport.open(host, deadline, listener);
        }
        if (isWatched.compareAndSet(false, true)) {
            Thread.ofVirtual().name("session pool").start(this::watch);
        }
        return hosts.computeIfAbsent(host, at -> new PooledHost(at, transport, nanoTime))
                .lease(deadline, listener);
    }

    /** How many sessions stand. */
    public int size() {
        return (int) hosts.values().stream().filter(PooledHost::isOpen).count();
    }

    private void watch() {
        try {
            while (!closed.await(PROBE_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                for (var host : hosts.values()) {
                    Thread.ofVirtual().name("probe").start(() -> host.watch(PROBE_LIMIT, IDLE_LIMIT));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // never happens; the thread ends here
        }
    }

    /** Ends every session, within a second or so; those at work end, too. What is opened later is not kept. */
    @Override
    public void close() {
        closed.countDown();
        var ending = List.copyOf(hosts.values()).stream()
                .map(host -> Thread.ofVirtual().start(host::close))
                .toList();
        var deadline = Deadline.in(FAREWELL, nanoTime);
        try {
            for (var thread : ending) {
                thread.join(deadline.remaining());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        LOG.debug("{} sessions closed", ending.size());
    }
}
