package dev.shoal.fleet;

import dev.shoal.transport.Command.Input;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A stream that can be read once, as standard input, for many hosts. It is read only as fast as the fastest host wants it, and
 * what slower ones still need waits in a file, so that an endless one does no harm. Safe for many threads.
 */
public final class SharedInput implements Input {
    private final InputStream source;
    private final int hosts;
    private final Spool spool = ReplyMemory.none().spool();
    private final ReentrantLock lock = new ReentrantLock(); // guards all below
    private final Condition more = lock.newCondition();
    private int[] blocks = new int[16];
    /** What comes after the blocks, less than one. */
    private final byte[] tail = new byte[Spool.BLOCK];

    private long bytes;
    private boolean isPulling;
    private boolean isOver;
    private IOException failure = new IOException("it cannot be read");
    private boolean hasFailed;

    /** The stream for so many hosts at most. */
    public SharedInput(InputStream source, int hosts) {
        this.source = source;
        this.hosts = hosts;
    }

    @Override
    public InputStream open() {
        return new Reading();
    }

    /** One host's way through it. */
    private final class Reading extends InputStream {
        private final byte[] block = new byte[Spool.BLOCK];
        private long at;
        private int inBlock = -1;

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            lock.lock();
            try {
                while (at == bytes && !isOver) {
                    pullOrWait();
                }
                if (at == bytes) {
                    if (hasFailed) {
                        throw failure;
                    }
                    return -1;
                }
                return take(into, offset, length);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException();
            } finally {
                lock.unlock();
            }
        }

        private int take(byte[] into, int offset, int length) throws IOException {
            int number = (int) (at / Spool.BLOCK);
            int from = (int) (at % Spool.BLOCK);
            boolean isTail = number == bytes / Spool.BLOCK;
            int end = isTail ? (int) (bytes % Spool.BLOCK) : Spool.BLOCK;
            if (!isTail && number != inBlock) {
                spool.read(blocks[number], block, Spool.BLOCK);
                inBlock = number;
                if (hosts == 1) {
                    spool.free(new int[] {blocks[number]}); // no other host still needs the block
                }
            }
            int part = Math.min(length, end - from);
            System.arraycopy(isTail ? tail : block, from, into, offset, part);
            at += part;
            return part;
        }
    }

    @SuppressWarnings("WaitNotInLoop") // the caller looks again whether enough has come
    private void pullOrWait() throws InterruptedException {
        if (isPulling) {
            more.await();
            return;
        }
        isPulling = true;
        int room = Spool.BLOCK - (int) (bytes % Spool.BLOCK);
        var chunk = new byte[room];
        int read = -1;
        lock.unlock(); // others go on with what has come
        try {
            read = source.read(chunk, 0, room);
        } catch (IOException e) {
            failed(e);
        } finally {
            lock.lock();
            isPulling = false;
            add(chunk, read);
            more.signalAll();
        }
    }

    private void failed(IOException e) {
        lock.lock();
        try {
            failure = e;
            hasFailed = true;
        } finally {
            lock.unlock();
        }
    }

    private void add(byte[] chunk, int length) {
        if (length < 0) {
            isOver = true;
            return;
        }
        int filled = (int) (bytes % Spool.BLOCK);
        System.arraycopy(chunk, 0, tail, filled, length);
        if (filled + length == Spool.BLOCK) {
            int number = (int) (bytes / Spool.BLOCK);
            int block = spool.write(tail, Spool.BLOCK);
            if (block < 0) {
                isOver = true;
                hasFailed = true;
                failure = new IOException("the rest cannot be kept for slower hosts; see the log for the reason");
                return;
            }
            blocks = number == blocks.length ? Arrays.copyOf(blocks, 2 * number) : blocks;
            blocks[number] = block;
        }
        bytes += length;
    }
}
