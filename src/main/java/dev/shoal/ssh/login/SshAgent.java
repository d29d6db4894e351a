package dev.shoal.ssh.login;

import dev.shoal.ssh.key.KeyBlob;
import net.schmizz.sshj.common.Buffer;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The ssh-agent behind a Unix socket (draft-ietf-sshm-ssh-agent). Each request has a connection of its own; safe for many
 * threads.
 */
final class SshAgent {
    private static final byte REQUEST_IDENTITIES = 11;
    private static final byte IDENTITIES_ANSWER = 12;
    private static final byte SIGN_REQUEST = 13;
    private static final byte SIGN_RESPONSE = 14;
    private static final int FLAG_SHA_256 = 2;
    private static final int FLAG_SHA_512 = 4;
    private static final int MOST_KEYS = 1_000;

    private static final Duration LIST_LIMIT = Duration.ofSeconds(5);

    /** Longer, because somebody may have to touch a security key or to confirm. */
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
}
