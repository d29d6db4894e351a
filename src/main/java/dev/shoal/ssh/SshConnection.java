package dev.shoal.ssh;

import net.schmizz.sshj.Config;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.common.IOUtils;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.transport.TransportException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;

import javax.net.SocketFactory;

/** sshj's client on a socket that stands already. Safe for many threads once it is connected. */
final class SshConnection extends SSHClient {
    private static final Logger LOG = LogManager.getLogger(SshConnection.class);
    private static final Duration FAREWELL = Duration.ofMillis(250);

    private final SshSocket socket;
    private final Runnable beforeExchange;
    private volatile Runnable whenDead = () -> {};
    private volatile boolean dead;
    private volatile boolean ending;
    private volatile @Nullable SSHException lastWord;
    private volatile @Nullable Throwable brokenBy;

    /**
     * A client that has said nothing yet.
     *
     * @param beforeExchange run when the greetings are over and the keys are about to be exchanged
     */
    SshConnection(Config config, SshSocket socket, Runnable beforeExchange) {
        super(config);
        this.socket = socket;
        this.beforeExchange = beforeExchange;
        setSocketFactory(new Connected(socket));
        getTransport().setDisconnectListener(this::died);
        socket.whenReaderBreaks(this::broke);
    }

    /** Has it run, on any thread and maybe more than once, when the connection is found dead or ended. */
    void whenDead(Runnable notice) {
        whenDead = notice;
        if (dead) {
            notice.run();
        }
    }

    /**
     * Why something failed: what the host said when it ended the connection, if it did, else the exception. Who writes to a
     * connection that the reader thread has just ended gets an exception without a reason.
     */
    Throwable reasonFor(Throwable thrown) {
        var own = brokenBy;
        if (own != null) {
            return own;
        }
        var last = lastWord;
        return last == null ? thrown : last;
    }

    /** The last banner that the host sent during the login (RFC 4252 5.4); empty if it sent none. */
    String banner() {
        return SshFailures.clean(getUserAuth().getBanner());
    }

    /** Unlike sshj's own it does not ask first whether the connection lives, which hides why it died meanwhile. */
    @Override
    protected void doKex() throws TransportException {
        socket.greeting().ends();
        beforeExchange.run();
        getTransport().doKex();
    }

    /** What the connection is: who waits for whom on it. */
    SshSocket socket() {
        return socket;
    }

    /** Whether the host has to do the next thing. */
    boolean owes() {
        return socket.owes();
    }

    /** Whether what has come from the host waits for its turn to be worked on here. */
    boolean waitsForTurn() {
        return socket.waitsForTurn();
    }

    /** Breaks the connection without a word; never blocks. */
    void drop() {
        socket.drop();
    }

    /** Takes leave if the host listens, and ends the connection in any case, within half a second. */
    void end() {
        ending = true;
        // disconnecting writes, and waits for locks that a reader may hold while its own write is stuck
        var farewell = Thread.ofVirtual().name("ssh-close").start(() -> IOUtils.closeQuietly(this));
        boolean interrupted = false;
        try {
            farewell.join(FAREWELL);
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            drop();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The thread that reads died of something that is not the host's fault. */
    private void broke(Throwable thrown) {
        LOG.error("the thread that reads from a host broke", thrown);
        brokenBy = thrown;
        getTransport().die(new SSHException(String.valueOf(thrown.getMessage()), thrown));
    }

    private void died(DisconnectReason reason, String message) {
        boolean isOurs = ending && reason == DisconnectReason.BY_APPLICATION;
        if (reason != DisconnectReason.UNKNOWN && !isOurs && !dead) {
            lastWord = new SSHException(reason, message);
        }
        dead = true;
        whenDead.run();
    }

    /** Hands out the one socket: sshj connects only those that are not. */
    private static final class Connected extends SocketFactory {
        private final Socket socket;

        Connected(Socket socket) {
            this.socket = socket;
        }

        @Override
        public Socket createSocket() {
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port) {
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) {
            return socket;
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            return socket;
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
            return socket;
        }
    }
}
