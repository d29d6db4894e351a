package dev.shoal.fleet;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.BitSet;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where the replies of one run are: so much in memory as the process can spare, the rest in blocks of a file, which is made when
 * the first one is written. What nothing refers to any more is given back by the garbage collector, the file included. Safe for
 * many threads.
 */
public final class Spool {
    /** How much of a reply goes into the file at once. */
    public static final int BLOCK = 1 << 16;

    private static final Logger LOG = LogManager.getLogger(Spool.class);

    private final ReplyMemory memory;
    private final ReplyMemory.Held held;
    private final ReentrantLock lock = new ReentrantLock(); // guards all below, and the file's position
    private final BitSet used = new BitSet();
    private @Nullable RandomAccessFile file;
    private boolean broken;

    Spool(ReplyMemory memory) {
        this.memory = memory;
        this.held = memory.holder(this);
    }

    /** A stream, of which so many bytes are kept here. */
    public Capture capture(long most) {
        return new Capture(this, most);
    }

    /** Whether so many more bytes may be held in memory; if so, they are taken from the budget. */
    boolean take(long bytes) {
        return memory.take(held, bytes);
    }

    /** Gives bytes back that were taken. */
    void give(long bytes) {
        memory.give(held, bytes);
    }

    /** Writes a block, and returns its number; -1 where the file takes no more, which is logged once. */
    int write(byte[] bytes, int length) {
        lock.lock();
        try {
            if (broken) {
                return -1;
            }
            var to = file;
            if (to == null) {
                to = memory.open();
                file = to;
            }
            int block = used.nextClearBit(0);
            to.seek((long) block * BLOCK);
            to.write(bytes, 0, length);
            used.set(block);
            return block;
        } catch (IOException e) {
            broken = true;
            LOG.error("replies are cut off: what does not fit into memory cannot be put into a file", e);
            return -1;
        } finally {
            lock.unlock();
        }
    }

    /** Reads the beginning of a block. */
    void read(int block, byte[] into, int length) throws IOException {
        lock.lock();
        try {
            var from = file;
            if (from == null) {
                throw new IOException("nothing was put there");
            }
            from.seek((long) block * BLOCK);
            from.readFully(into, 0, length);
        } finally {
            lock.unlock();
        }
    }

    /** Makes room for others where these blocks are. */
    void free(int[] blocks) {
        lock.lock();
        try {
            for (int block : blocks) {
                used.clear(block);
            }
        } finally {
            lock.unlock();
        }
    }
}
