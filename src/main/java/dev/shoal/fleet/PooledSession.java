package dev.shoal.fleet;

import dev.shoal.transport.Command;
import dev.shoal.transport.Deadline;
import dev.shoal.transport.Ending;
import dev.shoal.transport.Failure;
import dev.shoal.transport.Limits;
import dev.shoal.transport.Phase;
import dev.shoal.transport.Receiver;
import dev.shoal.transport.RemoteFiles;
import dev.shoal.transport.Session;
import dev.shoal.transport.TransportException;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A kept session in the hands of one user. Where it turns out that the host went away since it was used last, and nothing was
 * sent yet, another session takes its place; what was sent once is never sent again. Safe for many threads.
 */
final class PooledSession implements Session {
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
