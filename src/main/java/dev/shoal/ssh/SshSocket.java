package dev.shoal.ssh;

import jdk.net.ExtendedSocketOptions;
import net.schmizz.sshj.common.IOUtils;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * A TCP connection tuned for SSH's small packets: without Nagle's delay (sshj 0.40.0 never turns it off: 40 ms), with
 * acknowledgements sent at once (sshd sends two small packets after the log-in, the second waiting for our delayed
 * acknowledgement: 43 ms), and read through a buffer.
 */
final class SshSocket extends Socket {
    private static final int BUFFER_BYTES = 8 * 1024;
    /** A host that vanishes while a command runs is noticed after two minutes, independent of the command's limit. */
    private static final Map<SocketOption<Integer>, Integer> PROBES = Map.of(
            ExtendedSocketOptions.TCP_KEEPIDLE, 60,
            ExtendedSocketOptions.TCP_KEEPINTERVAL, 15,
            ExtendedSocketOptions.TCP_KEEPCOUNT, 4);

    private final Greeting greeting = new Greeting();
    private final WaitState state;
    private final StreamGate gate;
    private final AtomicBoolean hasTurn = new AtomicBoolean();
    private final AtomicReference<Runnable> whenClosed = new AtomicReference<>(() -> {});
    private volatile boolean waits;
    private volatile Consumer<Throwable> whenReaderBreaks = _ -> {};

    /**
     * Not connected yet.
     *
     * @param state notified of what is received and sent
     * @param gate passed by larger amounts of data
     */
    SshSocket(WaitState state, StreamGate gate) {
        this.state = state;
        this.gate = gate;
    }

    /** Connects, and gives up after the time. */
    void connect(InetSocketAddress address, Duration time) throws IOException {
        setTcpNoDelay(true);
        setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        for (var probe : PROBES.entrySet()) {
            if (supportedOptions().contains(probe.getKey())) {
                setOption(probe.getKey(), probe.getValue());
            }
        }
        // at least 1: to a socket 0 means no limit
        connect(address, Math.clamp(time.toMillis(), 1, Integer.MAX_VALUE));
    }

    /** Closes it in any state, without a disconnect message; readers and writers get an exception. Never blocks. */
    void drop() {
        IOUtils.closeQuietly(this);
    }

    /** Has it run once, when this is closed. */
    void whenClosed(Runnable notice) {
        whenClosed.set(notice);
        if (isClosed()) {
            closedNow();
        }
    }

    private void closedNow() {
        whenClosed.getAndSet(() -> {}).run();
    }

    /**
     * Receives the error that ends sshj's reader thread: sshj catches exceptions alone (0.40.0), so that without memory or open
     * files all callers waited for ever.
     */
    void whenReaderBreaks(Consumer<Throwable> notice) {
        whenReaderBreaks = notice;
    }

    /** Whether the host has to do the next thing: we wait for it, and nothing from it waits for us in the kernel. */
    boolean owes() {
        return state.isHostsTurn() && unread() == 0;
    }

    /** Whether what has come waits for its turn to be worked on. */
    boolean waitsForTurn() {
        return waits;
    }

    private int unread() {
        try {
            return super.getInputStream().available();
        } catch (IOException e) {
            return 0; // closed: nothing more is read
        }
    }

    /** Until it is closed, the host is served as one that is being opened. */
    WriteTurns.Turn first() {
        gate.begins(state);
        return () -> gate.ended(state);
    }

    /** Waits while others are being opened, where much of what came was let in before them. */
    void yieldToOpening() {
        waits = true;
        gate.yieldToOpening();
        waits = false;
    }

    private void takeTurn() {
        waits = true;
        if (gate.enter()) {
            hasTurn.set(true);
            if (isClosed()) {
                giveTurnBack();
            }
        }
        waits = false;
    }

    private void giveTurnBack() {
        if (hasTurn.compareAndSet(true, false)) {
            gate.leave();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            super.close();
        } finally {
            if (hasTurn != null) { // closed by a constructor that failed
                giveTurnBack();
                closedNow();
            }
        }
    }

    /** What the host sends before the first packet. */
    Greeting greeting() {
        return greeting;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return greeting.heardIn(new BufferedInputStream(new Acknowledging(super.getInputStream()), BUFFER_BYTES));
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new FilterOutputStream(super.getOutputStream()) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
                state.sent();
            }
        };
    }

    /** Asks for immediate acknowledgement before each read, as long as little comes: the kernel forgets the wish by itself. */
    private final class Acknowledging extends FilterInputStream {
        private static final int LITTLE_BYTES = 4 * 1024;
        private boolean able = supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK);
        private int lastRead;
        private Thread reader = Thread.currentThread();

        Acknowledging(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (able && lastRead < LITTLE_BYTES) {
                acknowledge();
            }
            watchReader();
            giveTurnBack(); // what was read before is worked on
            state.waiting();
            lastRead = super.read(bytes, offset, length);
            state.received();
            if (lastRead >= LITTLE_BYTES) {
                takeTurn();
            }
            return lastRead;
        }

        private void watchReader() {
            var now = Thread.currentThread();
            if (!now.equals(reader) && !now.isVirtual()) { // the greeting is read by the thread that opens
                reader = now;
                now.setUncaughtExceptionHandler((_, thrown) -> whenReaderBreaks.accept(thrown));
            }
        }

        private void acknowledge() {
            try {
                setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
            } catch (IOException e) {
                able = false; // slower, no more; a broken connection shows in the read
            }
        }
    }
}
