package dev.shoal.ssh;

import net.schmizz.sshj.common.Buffer.PlainBuffer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Requests and answers of SFTP 3 (draft-ietf-secsh-filexfer-02) on a channel of its own. Many requests may be under way. Used
 * by one thread at a time. Ours, where sshj has its own, because that one (0.40.0) takes a platform thread for each host,
 * waits for the host's window with a monitor held, and cannot forget a request.
 *
 * <p>One thread does for both directions: answers to writes are short, and fit into our window while the host makes room for
 * the next request.
 */
final class SftpChannel {
    private static final Logger LOG = LogManager.getLogger(SftpChannel.class);
    private static final int INIT = 1;
    private static final int VERSION = 2;
    private static final int OURS = 3;
    /** What OpenSSH takes at most, and more than anything that we ask for. */
    private static final int MAX_PACKET = 256 * 1024;

    private static final int MAX_SAID = 200;
    private static final Duration LAST_WORDS = Duration.ofMillis(500);

    private final ExecChannel channel;
    private final Map<String, String> extensions = new HashMap<>();
    private final Set<Long> open = new HashSet<>();
    private final Set<Long> forgotten = new HashSet<>();
    private final Map<Long, SftpAnswer> arrived = new HashMap<>();
    private final ReentrantLock saying = new ReentrantLock(); // guards said
    private final StringBuilder said = new StringBuilder();
    private long lastId;

    SftpChannel(ExecChannel channel) {
        this.channel = channel;
    }

    /** Opens the channel, and agrees on the version. */
    void open() throws IOException, InterruptedException {
        channel.open();
        channel.startSubsystem("sftp");
        var listening = Thread.ofVirtual().name("sftp-err").start(this::listen);
        transmit(new PlainBuffer().putUInt32(0).putByte((byte) INIT).putUInt32(OURS));
        var hello = hello(listening);
        if (hello.readByte() != VERSION) {
            throw new SftpException.Malformed("no version");
        }
        long version = hello.readUInt32();
        if (version < OURS) {
            throw new SftpException.Malformed("version " + version);
        }
        while (hello.available() > 0) {
            extensions.put(
                    hello.readString(StandardCharsets.UTF_8),
                    new String(hello.readStringAsBytes(), StandardCharsets.UTF_8));
        }
    }

    private PlainBuffer hello(Thread listening) throws IOException, InterruptedException {
        try {
            return packet();
        } catch (EOFException e) {
            listening.join(LAST_WORDS);
            throw e;
        }
    }

    /** Whether the host said that it knows this extension in its version 1 or 2. */
    boolean has(String extension) {
        var version = extensions.getOrDefault(extension, "");
        return version.equals("1") || version.equals("2");
    }

    /** What the host wrote beside SFTP: why it has none, mostly. */
    String said() {
        saying.lock();
        try {
            return SftpReasons.oneLine(said.toString());
        } finally {
            saying.unlock();
        }
    }

    /** The beginning of a request. */
    PlainBuffer request(int type) {
        lastId = lastId + 1 & 0xffff_ffffL;
        return new PlainBuffer().putUInt32(0).putByte((byte) type).putUInt32(lastId);
    }

    /** Sends the request begun last, and returns its number. */
    long send(PlainBuffer request) throws IOException {
        open.add(lastId);
        transmit(request);
        return lastId;
    }

    /** Sends the request begun last, and waits for its answer. */
    SftpAnswer ask(PlainBuffer request) throws IOException {
        return answerTo(send(request));
    }

    /** Waits for the answer; others may come before it. */
    SftpAnswer answerTo(long id) throws IOException {
        while (true) {
            var answer = arrived.remove(id);
            if (answer != null) {
                return answer;
            }
            var next = answer();
            if (open.remove(next.id())) {
                arrived.put(next.id(), next);
            } else if (!forgotten.remove(next.id())) {
                throw new SftpException.Malformed("an answer without a request");
            }
        }
    }

    /** The answer is not needed any more. */
    void forget(long id) {
        if (arrived.remove(id) == null && open.remove(id)) {
            forgotten.add(id);
        }
    }

    private SftpAnswer answer() throws IOException {
        var packet = packet();
        return new SftpAnswer(packet.readByte() & 0xff, packet.readUInt32(), packet);
    }

    private PlainBuffer packet() throws IOException {
        var head = exactly(Integer.BYTES);
        int length = ByteBuffer.wrap(head).getInt();
        if (length < 5 || length > MAX_PACKET) {
            // mostly the text that a shell's start-up file prints
            throw new SftpException.Malformed(
                    "\"" + SftpReasons.oneLine(new String(head, StandardCharsets.US_ASCII)) + "...\"");
        }
        return new PlainBuffer(exactly(length));
    }

    private byte[] exactly(int length) throws IOException {
        var bytes = new byte[length];
        int at = 0;
        while (at < length) { // readNBytes asks for zero bytes at last, for which sshj's stream waits (0.40.0)
            int got = channel.getInputStream().read(bytes, at, length - at);
            if (got < 0) {
                throw new EOFException("the channel was closed");
            }
            at += got;
        }
        return bytes;
    }

    private void transmit(PlainBuffer packet) throws IOException {
        int end = packet.wpos();
        packet.wpos(0);
        packet.putUInt32(end - Integer.BYTES);
        packet.wpos(end);
        channel.send(packet.array(), end);
    }

    /** It must be read, for it shares a window with the answers. */
    private void listen() {
        var buffer = new byte[1024];
        var err = channel.getErrorStream();
        try {
            for (int length = err.read(buffer); length >= 0; length = err.read(buffer)) {
                hear(new String(buffer, 0, length, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            LOG.debug("the connection died, and each waiting call fails: {}", e.getMessage());
        }
    }

    private void hear(String text) {
        saying.lock();
        try {
            said.append(text, 0, Math.clamp(MAX_SAID - said.length(), 0, text.length()));
        } finally {
            saying.unlock();
        }
    }
}
