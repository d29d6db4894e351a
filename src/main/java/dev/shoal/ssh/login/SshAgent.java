package dev.shoal.ssh.login;

import dev.shoal.files.FileProblem;
import dev.shoal.ssh.key.KeyBlob;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.transport.Transport;
import net.schmizz.sshj.userauth.UserAuthException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The ssh-agent at a Unix socket (draft-ietf-sshm-ssh-agent). Each request has a connection of its own; safe for many
 * threads.
 */
final class SshAgent {
    private static final Logger log = LogManager.getLogger(SshAgent.class);
    private static final byte REQUEST_IDENTITIES = 11;
    private static final byte IDENTITIES_ANSWER = 12;
    private static final byte SIGN_REQUEST = 13;
    private static final byte SIGN_RESPONSE = 14;
    private static final int FLAG_SHA_256 = 2;
    private static final int FLAG_SHA_512 = 4;
    private static final int MOST_KEYS = 1_000;

    private static final Duration LIST_LIMIT = Duration.ofSeconds(5);

    /** Longer, because the operator may have to touch a security key or to confirm. */
    private static final Duration SIGN_LIMIT = Duration.ofSeconds(30);

    private final Path socket;

    SshAgent(Path socket) {
        this.socket = socket;
    }

    Path socket() {
        return socket;
    }

    /** The keys that it holds, in its order; what is not a key is left out. */
    List<KeyBlob> keys() throws IOException {
        var answer = ask(new Buffer.PlainBuffer().putByte(REQUEST_IDENTITIES), IDENTITIES_ANSWER, LIST_LIMIT);
        var keys = new ArrayList<KeyBlob>();
        long count = Math.min(answer.readUInt32(), MOST_KEYS);
        for (int i = 0; i < count; i++) {
            KeyBlob.of(answer.readBytes()).ifPresent(keys::add);
            answer.readString(); // its comment
        }
        return keys;
    }

    /** A signature in the form of RFC 4253 6.6, by the private half of a key that it listed. */
    byte[] sign(KeyBlob key, String algorithm, byte[] data) throws IOException {
        int flags =
                algorithm.equals("rsa-sha2-512") ? FLAG_SHA_512 : algorithm.equals("rsa-sha2-256") ? FLAG_SHA_256 : 0;
        var request = new Buffer.PlainBuffer()
                .putByte(SIGN_REQUEST)
                .putBytes(key.bytes())
                .putBytes(data)
                .putUInt32(flags);
        return ask(request, SIGN_RESPONSE, SIGN_LIMIT).readBytes();
    }

    private Buffer.PlainBuffer ask(Buffer.PlainBuffer request, byte expected, Duration limit) throws IOException {
        var answer = new Buffer.PlainBuffer(AgentSocket.exchange(socket, request.getCompactData(), limit));
        if (answer.readByte() != expected) {
            throw new IOException("the agent refused");
        }
        return answer;
    }

    /**
     * What the agent held when it was asked.
     *
     * @param agent empty where there is none, or where it did not answer
     */
    record Held(Optional<SshAgent> agent, List<KeyBlob> keys) {
        static final Held NONE = new Held(Optional.empty(), List.of());

        /** Asked anew each time, because keys come and go while a shell runs. */
        static Held by(Optional<SshAgent> agent) throws InterruptedException {
            if (agent.isEmpty()) {
                return NONE;
            }
            try {
                return new Held(agent, agent.get().keys());
            } catch (IOException e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("interrupted while asking the agent");
                }
                log.warn("ssh-agent at {}: {}", agent.get().socket(), FileProblem.reason(e));
                return NONE;
            }
        }

        /** All that it holds. */
        List<Signer> signers() {
            return keys.stream().flatMap(key -> signer(key, key).stream()).toList();
        }

        /** One that shows the first key and has the agent sign with the second, where it holds that. */
        Optional<Signer> signer(KeyBlob shown, KeyBlob signing) {
            return agent.filter(a -> keys.contains(signing)).map(a -> new AgentSigner(shown, signing, a));
        }
    }

    /**
     * Has the agent sign. Security keys and certificates work as plain keys do: the agent knows what to do with them.
     *
     * @param key what is shown
     * @param held what the agent holds: the same, or the plain key of a certificate that lies in a file
     */
    private record AgentSigner(KeyBlob key, KeyBlob held, SshAgent agent) implements Signer {
        @Override
        public boolean isSilent() {
            return !held.isSecurityKey();
        }

        @Override
        public byte[] sign(String algorithm, byte[] data, Transport transport) throws UserAuthException {
            try {
                return agent.sign(held, algorithm, data);
            } catch (IOException e) {
                throw new UserAuthException("ssh-agent did not sign with " + held + ": " + FileProblem.reason(e), e);
            }
        }

        @Override
        public String toString() {
            return key + " (agent)";
        }
    }

    /** One request to an agent and its answer, each a length and that many bytes. Bounded in time and size. */
    private static final class AgentSocket implements AutoCloseable {
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
}
