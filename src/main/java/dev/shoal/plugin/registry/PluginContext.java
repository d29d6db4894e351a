package dev.shoal.plugin.registry;

import dev.shoal.inventory.Host;
import dev.shoal.plugin.HostContext;
import dev.shoal.plugin.PluginLog;
import dev.shoal.plugin.Reply;
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
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

import static java.util.Objects.requireNonNull;

/**
 * The host of a plugin, over one session that is opened when it is first needed. After {@link #end}, which any thread may
 * call, every call is refused, so that abandoned code cannot continue.
 */
final class PluginContext implements HostContext {
    private static final int NEW_FILE = 0644;

    private final Host host;
    private final Way way;
    private final Limit limit;
    private final Logger log;
    private final Map<String, Object> params;
    private final Thread owner = Thread.currentThread();
    private volatile boolean over;
    private volatile @Nullable Session session;
    private volatile @Nullable RemoteFiles files;

    /**
     * How the host is reached.
     *
     * @param clock the deadline whose clock the others use
     */
    record Way(Transport transport, Deadline clock, Receiver events) {}

    /**
     * The limits of a plugin.
     *
     * @param connect for opening the session, and for starting a command
     * @param exec for a command, unless the plugin gives a limit
     * @param keepBytes how much of one reply is kept, both streams together
     */
    record Limit(Duration connect, Duration exec, int keepBytes) {}

    PluginContext(Host host, Way way, Limit limit, Logger log, Map<String, Object> params) {
        this.params = params;
        this.host = host;
        this.way = way;
        this.limit = limit;
        this.log = log;
    }

    @Override
    public Host host() {
        return host;
    }

    @Override
    public Reply tryExec(String command, int... okExits) throws TransportException, InterruptedException {
        return tryExec(command, limit.exec(), okExits);
    }

    @Override
    public Reply tryExec(String command, Duration time, int... okExits)
            throws TransportException, InterruptedException {
        requireNonNull(command, "exec: the command");
        requireNonNull(time, "exec: the limit");
        var open = session();
        var kept = new KeptReply(limit.keepBytes(), way.events());
        var ending = open.exec(Command.of(command), kept, new Limits(soon(), Optional.of(time)));
        requireOngoing();
        var reply = kept.reply(ending);
        if (reply.isTruncated()) {
            log.warn("{}: only the first {} bytes of the output were kept: {}", host, limit.keepBytes(), command);
        }
        return reply.expecting(command, okExits);
    }

    @Override
    public byte[] read(String path) throws TransportException, InterruptedException {
        requireNonNull(path, "read: the path");
        var bytes = new LimitedBytes(path, limit.keepBytes());
        files().read(path, bytes, _ -> {});
        if (bytes.isFull()) {
            throw new TransportException(new Failure(
                    Phase.TRANSFER, Failure.Kind.TRANSFER, host.name() + ": " + bytes.problem(), bytes.remedy()));
        }
        return bytes.toByteArray();
    }

    @Override
    public void write(String path, byte[] bytes) throws TransportException, InterruptedException {
        requireNonNull(path, "write: the path");
        requireNonNull(bytes, "write: the bytes");
        var remote = files();
        var there = remote.stat(path);
        // a link stays; the file that it leads to is replaced
        var target = there.isPresent() ? remote.canonical(path) : path;
        var temporary = target + ".shoal-" + UUID.randomUUID();
        var mode = there.map(RemoteFiles.Entry::mode).orElse(NEW_FILE);
        try {
            remote.write(temporary, new ByteArrayInputStream(bytes), mode, _ -> {});
            remote.rename(temporary, target);
        } catch (TransportException e) {
            removeDebris(remote, temporary, e);
            throw e;
        }
    }

    private static void removeDebris(RemoteFiles remote, String temporary, TransportException why)
            throws InterruptedException {
        try {
            if (remote.lstat(temporary).isPresent()) {
                remote.remove(temporary);
            }
        } catch (TransportException e) {
            why.addSuppressed(e);
        }
    }

    @Override
    public RemoteFiles files() throws TransportException, InterruptedException {
        requireOngoing();
        var known = files;
        if (known != null) {
            return known;
        }
        var opened = session().files(soon());
        files = opened;
        endIfOver();
        return opened;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the caller knows which type it has declared
    public <T> T param(String param) {
        var value = params.get(requireNonNull(param, "param: the name"));
        if (value == null) {
            throw new IllegalArgumentException("param(\"" + param + "\"): the plugin does not declare it; params() has "
                    + (params.isEmpty() ? "none" : String.join(", ", new TreeSet<>(params.keySet()))));
        }
        return (T) value;
    }

    @Override
    public PluginLog log() {
        return new Log(log);
    }

    @Override
    public String toString() {
        return host.name();
    }

    /** Closes what was opened and refuses everything from now on. Any number of times. */
    void end() {
        over = true;
        var openFiles = files;
        var openSession = session;
        if (openFiles != null) {
            openFiles.close();
        }
        if (openSession != null) {
            openSession.close();
        }
    }

    private Session session() throws TransportException, InterruptedException {
        requireOngoing();
        var known = session;
        if (known != null) {
            return known;
        }
        var opened = way.transport().open(host, soon(), way.events());
        session = opened;
        endIfOver();
        return opened;
    }

    /** Closes what was opened while {@link #end} ran. */
    private void endIfOver() {
        if (over) {
            end();
        }
        requireOngoing();
    }

    private Deadline soon() {
        return way.clock().sameClock(limit.connect());
    }

    private void requireOngoing() {
        if (over) {
            throw new IllegalStateException(
                    "process() has ended for " + host.name() + "; its host can no longer be used");
        }
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException("only the thread that process() was called on may use its host");
        }
    }

    /** A plugin's log over one of Log4j. */
    private record Log(Logger log) implements PluginLog {
        @Override
        public void debug(String message, Object... values) {
            log.debug(message, values);
        }

        @Override
        public void info(String message, Object... values) {
            log.info(message, values);
        }

        @Override
        public void warn(String message, Object... values) {
            log.warn(message, values);
        }

        @Override
        public void error(String message, Object... values) {
            log.error(message, values);
        }
    }

    /** The bytes of one file. Beyond a limit writing fails, which ends the transfer. */
    private static final class LimitedBytes extends OutputStream {
        private final String path;
        private final int most;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean full;

        LimitedBytes(String path, int most) {
            this.path = path;
            this.most = most;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            if (full || length > most - bytes.size()) {
                full = true;
                throw new IOException(problem());
            }
            bytes.write(source, offset, length);
        }

        /** Whether the file is larger than the limit. */
        boolean isFull() {
            return full;
        }

        String problem() {
            return path + " is larger than " + most + " bytes, the limit of read";
        }

        String remedy() {
            return "Copy it in pieces through files(), or shorten it on the host";
        }

        byte[] toByteArray() {
            return bytes.toByteArray();
        }
    }

    /**
     * Receives the output of a plugin's command and keeps it up to a limit, which the two streams share; the rest is drained and
     * dropped. The monitor guards all fields.
     */
    private static final class KeptReply implements Receiver {
        private static final int SIGNALLED = 128;
        /** The signals of RFC 4254 6.10 that have the same number on Linux and the BSDs. */
        private static final Map<String, Integer> SIGNALS = Map.ofEntries(
                Map.entry("HUP", 1),
                Map.entry("INT", 2),
                Map.entry("QUIT", 3),
                Map.entry("ILL", 4),
                Map.entry("ABRT", 6),
                Map.entry("FPE", 8),
                Map.entry("KILL", 9),
                Map.entry("SEGV", 11),
                Map.entry("PIPE", 13),
                Map.entry("ALRM", 14),
                Map.entry("TERM", 15));

        private final Receiver phases;
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final ByteArrayOutputStream err = new ByteArrayOutputStream();
        private int left;
        private boolean isTruncated;

        KeptReply(int keepBytes, Receiver phases) {
            this.left = keepBytes;
            this.phases = phases;
        }

        @Override
        public void entered(Phase phase) {
            phases.entered(phase);
        }

        @Override
        public synchronized void out(byte[] bytes, int offset, int length) {
            keep(out, bytes, offset, length);
        }

        @Override
        public synchronized void err(byte[] bytes, int offset, int length) {
            keep(err, bytes, offset, length);
        }

        private void keep(ByteArrayOutputStream kept, byte[] bytes, int offset, int length) {
            var take = Math.min(length, left);
            kept.write(bytes, offset, take);
            left -= take;
            isTruncated |= take < length;
        }

        /** The reply, once the command has ended. */
        synchronized Reply reply(Ending ending) {
            return new Reply(exit(ending), out.toByteArray(), err.toByteArray(), isTruncated);
        }

        private static int exit(Ending ending) {
            return switch (ending) {
                case Ending.Exited exited -> exited.status();
                case Ending.Signalled signalled -> SIGNALLED + SIGNALS.getOrDefault(signalled.signal(), 0);
            };
        }
    }
}
