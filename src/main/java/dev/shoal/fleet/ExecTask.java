package dev.shoal.fleet;

import dev.shoal.inventory.Host;
import dev.shoal.transport.Command;
import dev.shoal.transport.Deadline;
import dev.shoal.transport.Ending;
import dev.shoal.transport.Limits;
import dev.shoal.transport.Phase;
import dev.shoal.transport.Receiver;
import dev.shoal.transport.Session;
import dev.shoal.transport.Transport;
import dev.shoal.transport.TransportException;
import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Runs the command on one host and keeps what it writes, as much as the options allow. */
final class ExecTask implements HostTask<Reply> {
    private final Command command;
    private final FanOutOptions options;
    private final Receiver receiver;
    private final Originals originals;
    private final Capture out;
    private final Capture err;
    private volatile @Nullable Session session;
    private @Nullable Reply kept;

    /** The receiver gets the bytes as they come, serially, before they are kept. */
    ExecTask(Command command, FanOutOptions options, Receiver receiver, Originals originals) {
        this.command = command;
        this.options = options;
        this.receiver = receiver;
        this.originals = originals;
        this.out = originals.capture(options.keepBytes());
        this.err = originals.capture(options.keepBytes());
    }

    @Override
    public Reply run(Host host, Transport transport, Deadline start) throws TransportException, InterruptedException {
        try (var opened = transport.open(host, start, receiver)) {
            session = opened;
            var ending = opened.exec(command, new Keeping(), new Limits(start, options.timeout()));
            return reply(Optional.of(ending));
        }
    }

    @Override
    public Optional<Reply> partial() {
        var reply = reply(Optional.empty());
        return reply.out().isEmpty() && reply.err().isEmpty() ? Optional.empty() : Optional.of(reply);
    }

    @Override
    public void abort() {
        var open = session;
        if (open != null) {
            open.close();
        }
    }

    private Reply reply(Optional<Ending> ending) {
        synchronized (out) {
            if (kept == null) {
                kept = originals.of(new Reply(ending, out.captured(), err.captured()));
            }
            return new Reply(ending, kept.out(), kept.err());
        }
    }

    /** The bytes are kept under the monitor of {@code out}, because partial() may be asked from another thread. */
    private final class Keeping implements Receiver {
        @Override
        public void entered(Phase phase) {
            receiver.entered(phase);
        }

        @Override
        public void out(byte[] bytes, int offset, int length) {
            receiver.out(bytes, offset, length);
            synchronized (out) {
                out.add(bytes, offset, length);
            }
        }

        @Override
        public void err(byte[] bytes, int offset, int length) {
            receiver.err(bytes, offset, length);
            synchronized (out) {
                err.add(bytes, offset, length);
            }
        }
    }

    /**
     * What the hosts of one run wrote, each text kept once however many hosts sent it: ten thousand equal replies hold the
     * memory of one. A host's own copy lives until its result is entered. Safe for many threads.
     */
    static final class Originals {
        private final Spool spool;
        private final ConcurrentMap<Captured, Captured> texts = new ConcurrentHashMap<>();

        Originals(Spool spool) {
            this.spool = spool;
        }

        /** One stream of a host, of which so many bytes are kept. */
        Capture capture(long bytes) {
            return spool.capture(bytes);
        }

        /** The text equal to this one that came first; this one is given up then. */
        @SuppressWarnings("ReferenceEquality") // a text that is its own original must not be given up
        Captured of(Captured text) {
            var first = texts.putIfAbsent(text, text);
            if (first != null && first != text) {
                text.discard();
            }
            return first == null ? text : first;
        }

        /** The same reply in texts that it shares with equal ones. */
        Reply of(Reply reply) {
            return new Reply(reply.ending(), of(reply.out()), of(reply.err()));
        }
    }
}
