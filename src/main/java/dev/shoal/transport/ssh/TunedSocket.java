package dev.shoal.transport.ssh;

import jdk.net.ExtendedSocketOptions;
import net.schmizz.sshj.common.IOUtils;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.Map;

/**
 * A TCP connection tuned for SSH's small packets: without Nagle's delay (sshj 0.40.0 never turns it off: 40 ms), with
 * acknowledgements sent at once (sshd sends two small packets after the log-in, the second waiting for our delayed
 * acknowledgement: 43 ms), and read through a buffer.
 */
final class TunedSocket extends Socket {
    private static final int BUFFER_BYTES = 8 * 1024;
    /** A host that vanishes while a command runs is noticed after two minutes, whatever the command's limit. */
    private static final Map<SocketOption<Integer>, Integer> PROBES = Map.of(
            ExtendedSocketOptions.TCP_KEEPIDLE, 60,
            ExtendedSocketOptions.TCP_KEEPINTERVAL, 15,
            ExtendedSocketOptions.TCP_KEEPCOUNT, 4);

    private final Greeting greeting = new Greeting();

    /** Connects, and gives up after the time. */
    void connect(InetSocketAddress address, Duration time) throws IOException {
        setTcpNoDelay(true);
        setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        for (var probe : PROBES.entrySet()) {
            if (supportedOptions().contains(probe.getKey())) {
                setOption(probe.getKey(), probe.getValue());
            }
        }
        connect(address, SshLimits.millis(time));
    }

    /** Closes it without a word, whatever state it is in; who reads or writes gets an exception. Never blocks. */
    void drop() {
        IOUtils.closeQuietly(this);
    }

    /** What the host says before the first packet. */
    Greeting greeting() {
        return greeting;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return greeting.heardIn(new BufferedInputStream(new Acknowledging(super.getInputStream()), BUFFER_BYTES));
    }

    /** Asks for immediate acknowledgement before each read, as long as little comes: the kernel forgets the wish by itself. */
    private final class Acknowledging extends FilterInputStream {
        private static final int LITTLE_BYTES = 4 * 1024;
        private boolean able = supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK);
        private int lastRead;

        Acknowledging(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (able && lastRead < LITTLE_BYTES) {
                acknowledge();
            }
            lastRead = super.read(bytes, offset, length);
            return lastRead;
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
