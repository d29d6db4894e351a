package dev.shoal.ssh;

import dev.shoal.transport.Ending;
import net.schmizz.concurrent.Event;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.connection.Connection;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.ChannelInputStream;
import net.schmizz.sshj.connection.channel.direct.SessionChannel;
import net.schmizz.sshj.transport.TransportException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * sshj's channel for one command or for SFTP, without what hangs, kills or cuts there (sshj 0.40.0):
 * <ul>
 *   <li>its output stream waits for the host's window while it holds a monitor that the reader thread needs to close the
 *       channel: a command that ends without reading its input stops the whole connection. {@link #send} waits without.
 *   <li>closing its input streams makes the next byte from the host an error that kills the connection, with every other
 *       command on it. {@link #abandon} drops what still comes.
 *   <li>its {@code close()} waits until the remote process has ended. {@link #abandon} does not wait.
 *   <li>it closes the channel as soon as a signal is reported, which cuts off output that is still on the way, and knows
 *       only the signals of its enum.
 * </ul>
 */
final class ExecChannel extends SessionChannel {
    private final ReentrantLock sending =
            new ReentrantLock(); // nothing is sent on a channel after its CLOSE (sshd hangs up)
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicBoolean gone = new AtomicBoolean();
    private final WriteTurns turns;
    private final Runnable whenGone;
    private volatile @Nullable Ending ending;
    private volatile boolean closing;
    private volatile boolean abandoned;
    private volatile boolean refused;

    /**
     * A channel that is not open yet.
     *
     * @param turns of all who write on the connection
     * @param whenGone run once, when neither side holds the channel any more
     */
    ExecChannel(Connection connection, WriteTurns turns, Runnable whenGone) {
        super(connection, StandardCharsets.UTF_8);
        this.turns = turns;
        this.whenGone = whenGone;
    }

    /** Whether the host answered that it will not run the command, or has no SFTP. */
    boolean isRefused() {
        return refused;
    }

    /** Whether neither side holds the channel any more. */
    boolean isGone() {
        return gone.get();
    }

    @Override
    public void open() throws ConnectionException, TransportException {
        try (var _ = turns.little()) {
            super.open();
        }
    }

    @Override
    protected Event<ConnectionException> sendChannelRequest(
            String type, boolean wantsReply, Buffer.PlainBuffer specifics) throws TransportException {
        try (var _ = turns.little()) {
            return super.sendChannelRequest(type, wantsReply, specifics);
        }
    }

    /** Whether nothing can be sent any more. */
    boolean isClosing() {
        return closing;
    }

    /** Sends the end of the input. */
    void endInput() throws IOException {
        if (!closing) {
            getOutputStream().close();
        }
    }

    /** Sends the first so many bytes, as the other side makes room for them. Returns early when the channel is closing. */
    void send(byte[] input, int total) throws IOException {
        int sent = 0;
        while (sent < total && !closing) {
            long window = rwin.getSize();
            if (window <= 0) {
                window = rwin.awaitExpansion(0);
            }
            int length = (int) Math.min(Math.min(total - sent, window), rwin.getMaxPacketSize());
            sending.lock();
            try {
                if (closing) {
                    return;
                }
                trans.write(newBuffer(Message.CHANNEL_DATA).putBytes(input, sent, length));
                rwin.consume(length);
            } finally {
                sending.unlock();
            }
            sent += length;
            turns.makeRoom();
        }
    }

    /** Waits until the host has said how the command ended; empty if the channel went without it. */
    Optional<Ending> awaitEnding() throws InterruptedException {
        ended.await();
        return Optional.ofNullable(ending);
    }

    /** How the command ended, where the host has said so; its output may still be open. */
    Optional<Ending> ending() {
        return Optional.ofNullable(ending);
    }

    /** Closes our side; the host may have closed its own already. */
    void finish() throws TransportException {
        closing = true;
        sendClose();
    }

    /** Lets go of a command that may still run: asks the host to close the channel, and takes nothing from it any more. */
    void abandon() throws IOException {
        abandoned = true;
        closing = true;
        if (rwin != null) {
            rwin.expand(1); // wakes a sender that waits for the window
        }
        if (openEvent.isSet()) {
            sendClose();
        }
        getInputStream().close();
        getErrorStream().close();
        ended.countDown();
    }

    @Override
    public void handle(Message message, SSHPacket packet) throws SSHException {
        if (message == Message.CHANNEL_FAILURE) {
            refused = true; // the command is the only request that we make
        }
        super.handle(message, packet);
    }

    @Override
    public void handleRequest(String request, SSHPacket packet) throws ConnectionException, TransportException {
        try {
            switch (request) {
                case "exit-status" -> ended(new Ending.Exited((int) packet.readUInt32()));
                case "exit-signal" -> ended(new Ending.Signalled(signal(packet.readString())));
                default -> super.handleRequest(request, packet);
            }
        } catch (Buffer.BufferException e) {
            throw new ConnectionException(e);
        }
    }

    @Override
    protected void receiveInto(ChannelInputStream stream, SSHPacket packet) throws SSHException {
        if (abandoned) {
            return;
        }
        try {
            super.receiveInto(stream, packet);
        } catch (ConnectionException e) {
            if (!abandoned) { // else it was closed just now
                throw e;
            }
        }
    }

    @Override
    protected void sendClose() throws TransportException {
        sending.lock();
        try (var _ = turns.little()) {
            closing = true;
            super.sendClose();
        } finally {
            sending.unlock();
        }
    }

    @Override
    protected void finishOff() {
        super.finishOff();
        if (gone == null) {
            return; // the connection died while the super constructor had just registered this
        }
        closing = true;
        if (rwin != null) {
            rwin.expand(1);
        }
        if (gone.compareAndSet(false, true)) {
            whenGone.run();
        }
        ended.countDown();
    }

    private void ended(Ending how) {
        ending = how;
        ended.countDown();
    }

    /** As RFC 4254 6.10 has it. Some servers add the SIG; sshd sends {@code SIG@openssh.com} for a signal without a name there. */
    private static String signal(String name) {
        var bare = name.startsWith("SIG") ? name.substring(3) : name;
        return bare.matches("[A-Z][A-Z0-9]{1,20}") ? bare : "UNKNOWN";
    }
}
