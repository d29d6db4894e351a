package dev.shoal.ssh;

import net.schmizz.sshj.common.Buffer.PlainBuffer;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * Copies the contents of an open file, with many requests under way. At most 2 MiB are on their way or held here, which at
 * 50 ms of round trip is 40 MiB/s, and for 64 hosts at once 128 MiB.
 */
final class SftpCopy {
    private static final int READ = 5;
    private static final int WRITE = 6;
    private static final int READ_BYTES = 128 * 1024;
    private static final int LEAST = 4 * 1024;
    private static final int READS = 16;
    /** One packet of SSH with all its headers: sshj and sshd would part a longer one, which is slower (measured). */
    private static final int WRITE_BYTES = 32 * 1024 - 512;

    private static final int WRITES = 64;
    /** The files of /proc say that they are empty; the biggest of use is smaller by far. */
    private static final long UNSAID_BYTES = 64 << 20;

    /** A local file or stream failed, not the host. */
    static final class LocalFailure extends IOException {
        LocalFailure(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /** A file that is said to be empty has more than can be meant. */
    static final class Endless extends IOException {
        Endless() {
            super("more than " + (UNSAID_BYTES >> 20) + " MiB in a file of 0 bytes");
        }
    }

    /** A request under way. */
    private record Part(long id, long offset, int length) {}

    private final SftpChannel channel;
    private final LongConsumer moved;
    private final BooleanSupplier isStopped;
    private final Deque<Part> open = new ArrayDeque<>();

    /**
     * A copy of one file.
     *
     * @param moved receives the bytes of each part, once they are written
     * @param isStopped asked before each part; then the copy ends with an {@link InterruptedIOException}
     */
    SftpCopy(SftpChannel channel, LongConsumer moved, BooleanSupplier isStopped) {
        this.channel = channel;
        this.moved = moved;
        this.isStopped = isStopped;
    }

    /** Writes the stream, to its end, into the open file. */
    void write(InputStream from, byte[] handle) throws IOException {
        try {
            long offset = 0;
            for (int length = writePart(from, handle, offset); length > 0; length = writePart(from, handle, offset)) {
                offset += length;
                if (open.size() >= WRITES) {
                    confirm();
                }
            }
            while (!open.isEmpty()) {
                confirm();
            }
        } finally {
            open.forEach(part -> channel.forget(part.id()));
        }
    }

    private int writePart(InputStream from, byte[] handle, long offset) throws IOException {
        requireGoing();
        var request = channel.request(WRITE).putString(handle).putUInt64(offset);
        int at = request.wpos() + Integer.BYTES;
        request.ensureCapacity(Integer.BYTES + WRITE_BYTES);
        int length = read(from, request.array(), at);
        if (length > 0) {
            request.putUInt32(length);
            request.wpos(at + length);
            open.add(new Part(channel.send(request), offset, length));
        }
        return length;
    }

    private static int read(InputStream from, byte[] into, int at) throws LocalFailure {
        try {
            return from.readNBytes(into, at, WRITE_BYTES);
        } catch (IOException e) {
            throw new LocalFailure(e);
        }
    }

    private void confirm() throws IOException {
        requireGoing();
        var part = open.remove();
        channel.answerTo(part.id()).ok();
        moved.accept(part.length());
    }

    /**
     * Reads the open file into the stream: as many bytes as it is said to have, or all of it where that is 0, as with the
     * files of /proc.
     *
     * @param size how long it is said to be
     * @return how much there was; more than the size where a byte after that was seen, which is not copied
     * @throws Endless where a file that is said to be empty does not end
     */
    long read(byte[] handle, long size, OutputStream to) throws IOException {
        long most = size > 0 ? size : UNSAID_BYTES;
        long last = read(handle, size, most, to);
        if (size == 0 && last > most) {
            throw new Endless();
        }
        return last;
    }

    private long read(byte[] handle, long size, long end, OutputStream to) throws IOException {
        try {
            long next = 0;
            int most = READ_BYTES; // some servers answer less than they are asked for, each time
            do {
                while (open.size() < READS && (next < size || open.isEmpty())) {
                    open.add(ask(handle, next, most));
                    next += most;
                }
                requireGoing();
                var part = open.remove();
                var data = channel.answerTo(part.id()).data(part.length());
                if (data.isEmpty()) {
                    return part.offset();
                }
                int length = take(data.get(), to, end - part.offset());
                if (part.offset() + length > end) {
                    return part.offset() + length;
                }
                if (length < part.length()) {
                    long rest = part.offset() + length;
                    most = rest < size ? Math.max(LEAST, length) : most;
                    open.addFirst(ask(handle, rest, part.length() - length));
                }
            } while (true);
        } finally {
            open.forEach(part -> channel.forget(part.id()));
        }
    }

    private Part ask(byte[] handle, long offset, int length) throws IOException {
        var request = channel.request(READ).putString(handle).putUInt64(offset).putUInt32(length);
        return new Part(channel.send(request), offset, length);
    }

    /** Copies as much as is wanted, and returns how much there was. */
    private int take(PlainBuffer data, OutputStream to, long wanted) throws LocalFailure {
        int length = data.available();
        int kept = (int) Math.min(length, wanted);
        try {
            to.write(data.array(), data.rpos(), kept);
        } catch (IOException e) {
            throw new LocalFailure(e);
        }
        moved.accept(kept);
        return length;
    }

    private void requireGoing() throws InterruptedIOException {
        if (isStopped.getAsBoolean()) {
            throw new InterruptedIOException("stopped");
        }
    }
}
