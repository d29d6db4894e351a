package dev.shoal.fleet;

import dev.shoal.inventory.Host;
import dev.shoal.transport.Command;
import dev.shoal.transport.Deadline;
import dev.shoal.transport.Ending;
import dev.shoal.transport.Failure;
import dev.shoal.transport.Limits;
import dev.shoal.transport.Phase;
import dev.shoal.transport.Receiver;
import dev.shoal.transport.RemoteFiles;
import dev.shoal.transport.Session;
import dev.shoal.transport.Transport;
import dev.shoal.transport.TransportException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** A host's one kept session and who uses it. Safe for many threads. */
@SuppressWarnings("ReferenceEquality") // a session is itself alone: two that are equal would still be two connections
final class PooledHost {
    private static final Logger LOG = LogManager.getLogger(PooledHost.class);

    private final Host host;
    private final Transport transport;
    private final LongSupplier nanoTime;
    /** Held while the session is being opened, so that a second user waits for the first one's session. */
    private final ReentrantLock opening = new ReentrantLock();

    /** Guarded by {@code this}, as all below. */
    private @Nullable Session session;

    private int users;
    private long restingSince;
    private boolean closed;

    PooledHost(Host host, Transport transport, LongSupplier nanoTime) {
        this.host = host;
        this.transport = transport;
        this.nanoTime = nanoTime;
    }

    /** The session that stands, or else a new one; the caller gives it back by closing it. */
    Session lease(Deadline deadline, Receiver listener) throws TransportException, InterruptedException {
        var kept = take();
        return new PooledSession(this, kept == null ? opened(deadline, listener) : kept, kept != null);
    }

    /** Another session in place of the one that turned out dead before anything was sent on it. */
    Session instead(Session dead, Deadline deadline, Receiver listener)
            throws TransportException, InterruptedException {
        LOG.info("{}: the kept session is dead; it is opened anew, as nothing was sent", host);
        drop(dead);
        var other = take();
        return other == null ? opened(deadline, listener) : other;
    }

    private Session opened(Deadline deadline, Receiver listener) throws TransportException, InterruptedException {
        if (!deadline.await(time -> opening.tryLock(time.toNanos(), TimeUnit.NANOSECONDS), () -> true)) {
            return transport.open(host, deadline, listener); // whose failure names what the time ran out for
        }
        try {
            var meanwhile = take();
            return meanwhile == null ? keep(transport.open(host, deadline, listener)) : meanwhile;
        } finally {
            opening.unlock();
        }
    }

    private synchronized @Nullable Session take() {
        var kept = session;
        if (kept == null || !kept.isOpen()) {
            return null;
        }
        users++;
        return kept;
    }

    private synchronized Session keep(Session fresh) {
        session = closed ? null : fresh;
        users = 1;
        return fresh;
    }

    /** One user less of this session; one that is kept no more is closed. */
    void giveBack(Session used) {
        if (!isKeptWithout(used)) {
            used.close();
        }
    }

    private synchronized boolean isKeptWithout(Session used) {
        if (session != used) {
            return false;
        }
        users--;
        restingSince = nanoTime.getAsLong();
        return true;
    }

    /** Closes a session for good. */
    void drop(Session dead) {
        synchronized (this) {
            if (session == dead) {
                session = null;
                users = 0;
            }
        }
        dead.close();
    }

    synchronized boolean isOpen() {
        return session != null && session.isOpen();
    }

    /** Asks a session at rest whether its host still replies; closes one that has rested too long. */
    void watch(Duration probeLimit, Duration idleLimit) {
        var resting = resting();
        if (resting == null) {
            return;
        }
        if (isRestingFor(idleLimit)) {
            LOG.debug("{}: not needed for {}", host, idleLimit);
            dropAtRest(resting);
            return;
        }
        try {
            if (!resting.probe(probeLimit)) {
                LOG.info("{}: no answer to a keep-alive within {}", host, probeLimit);
                dropAtRest(resting);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Closes it, unless another user has taken it meanwhile: that user finds out within its own limits. */
    private void dropAtRest(Session resting) {
        synchronized (this) {
            if (session != resting || users > 0) {
                return;
            }
            session = null;
        }
        resting.close();
    }

    private synchronized @Nullable Session resting() {
        return users == 0 ? session : null;
    }

    private synchronized boolean isRestingFor(Duration time) {
        return users == 0 && nanoTime.getAsLong() - restingSince > time.toNanos();
    }

    void close() {
        Session last;
        synchronized (this) {
            closed = true;
            last = session;
            session = null;
        }
        if (last != null) {
            last.close();
        }
    }

    /**
     * A kept session in the hands of one user. Where it turns out that the host went away since it was used last, and nothing was
     * sent yet, another session takes its place; what was sent once is never sent again. Safe for many threads.
     */
    private static final class PooledSession implements Session {
        private final PooledHost host;
        private final AtomicInteger atWork = new AtomicInteger();
        private final AtomicBoolean closed = new AtomicBoolean();
        /** What this user has opened: a user that was given up must not use them when another user has the session. */
        private final List<RemoteFiles> files = new CopyOnWriteArrayList<>();

        private volatile Session session;
        /** Whether it is from an earlier use, so that the host may have gone since. */
        private volatile boolean isOld;

        PooledSession(PooledHost host, Session session, boolean isOld) {
            this.host = host;
            this.session = session;
            this.isOld = isOld;
        }

        @Override
        public Ending exec(Command command, Receiver receiver, Limits limits)
                throws TransportException, InterruptedException {
            atWork.incrementAndGet();
            try {
                if (!isOld) {
                    return session.exec(command, receiver, limits);
                }
                try {
                    return session.exec(command, receiver, new Limits(half(limits.start()), limits.run()));
                } catch (TransportException e) {
                    renew(e, limits.start(), receiver);
                    return session.exec(command, receiver, limits);
                }
            } finally {
                atWork.decrementAndGet();
            }
        }

        @Override
        public RemoteFiles files(Deadline deadline) throws TransportException, InterruptedException {
            var opened = filesOf(deadline);
            files.add(opened);
            if (closed.get()) {
                opened.close();
            }
            return opened;
        }

        private RemoteFiles filesOf(Deadline deadline) throws TransportException, InterruptedException {
            if (!isOld) {
                return session.files(deadline);
            }
            try {
                return session.files(half(deadline));
            } catch (TransportException e) {
                renew(e, deadline, _ -> {});
                return session.files(deadline);
            }
        }

        /** A host that has gone without a word must leave time to find out, and to connect again. */
        private static Deadline half(Deadline start) {
            return start.isFinite() ? start.sameClock(start.remaining().dividedBy(2)) : start;
        }

        private void renew(TransportException e, Deadline start, Receiver listener)
                throws TransportException, InterruptedException {
            var failure = e.failure();
            var isDead = failure.kind() == Failure.Kind.LOST || failure.kind() == Failure.Kind.TIMEOUT;
            if (failure.phase() != Phase.CHANNEL || !isDead || closed.get()) {
                throw e;
            }
            isOld = false;
            session = host.instead(session, start, listener);
        }

        @Override
        public boolean probe(Duration limit) throws InterruptedException {
            return session.probe(limit);
        }

        @Override
        public boolean isOpen() {
            return !closed.get() && session.isOpen();
        }

        /** Gives the session back; one on which a command is blocked is beyond hope, and is closed. */
        @Override
        public void close() {
            if (closed.getAndSet(true)) {
                return;
            }
            files.forEach(RemoteFiles::close);
            if (atWork.get() > 0 || !session.isOpen()) {
                host.drop(session);
            } else {
                host.giveBack(session);
            }
        }
    }
}
