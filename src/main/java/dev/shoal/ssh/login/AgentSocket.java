package dev.shoal.ssh.login;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;

/** One request to an agent and its answer, each a length and that many bytes. Bounded in time and size. */
final class AgentSocket implements AutoCloseable {
    /** As OpenSSH's agent has it. */
    private static final int MOST_BYTES = 256 * 1024;

    private final SocketChannel channel;
    private final Selector selector;
    private final long start = System.nanoTime();
    private final Duration limit;

    private AgentSocket(Path socket, Duration limit) throws IOException {
        this.limit = limit;
        channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        try {
            channel.configureBlocking(false); // a blocking read of a channel has no time-out
            selector = Selector.open();
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    static byte[] exchange(Path socket, byte[] request, Duration limit) throws IOException {
        try (var agent = new AgentSocket(socket, limit)) {
            var message = ByteBuffer.allocate(Integer.BYTES + request.length);
            agent.write(message.putInt(request.length).put(request).flip());
            int length = agent.read(Integer.BYTES).getInt();
            if (length < 1 || length > MOST_BYTES) {
                throw new IOException("the agent answered with " + length + " bytes");
            }
            return agent.read(length).array();
        } catch (IllegalArgumentException e) {
            throw new IOException("not the path of a socket", e); // too long for one, say
        }
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (channel.write(bytes) == 0) {
                await(SelectionKey.OP_WRITE);
            }
        }
    }

    private ByteBuffer read(int count) throws IOException {
        var bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining()) {
            int read = channel.read(bytes);
            if (read < 0) {
                throw new EOFException("the agent hung up");
            }
            if (read == 0) {
                await(SelectionKey.OP_READ);
            }
        }
        return bytes.flip();
    }

    private void await(int operation) throws IOException {
        channel.register(selector, operation);
        long left = limit.minusNanos(System.nanoTime() - start).toMillis();
        boolean ready = left > 0 && selector.select(left) > 0;
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted while waiting for the agent");
        }
        if (!ready) {
            throw new SocketTimeoutException("the agent did not answer within " + limit.toSeconds() + " s");
        }
        selector.selectedKeys().clear();
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            selector.close();
        }
    }
}
