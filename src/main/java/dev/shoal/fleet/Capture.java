package dev.shoal.fleet;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Collects one stream of a host: in memory as long as it is little, then in the run's spool, up to a limit; what is beyond is
 * counted. Guarded by its owner.
 */
public final class Capture {
    /** More of one stream goes into the file, also if there is memory for it. */
    static final int MOST_IN_MEMORY = 1 << 20;

    private static final int FIRST = 1 << 10;

    private final Spool spool;
    private long most;
    private byte[] bytes = new byte[0];
    private int length;
    private int[] blocks = new int[0];
    private int blockCount;
    private boolean spooling;
    private final CRC32C hash = new CRC32C();
    private long total;
    private @Nullable Captured captured;

    /** A stream of which so many bytes are kept. */
    Capture(Spool spool, long most) {
        this.spool = spool;
        this.most = most;
    }

    /** Keeps these bytes as far as the limit allows, and counts them all. */
    public void add(byte[] source, int offset, int count) {
        if (captured != null) {
            return; // output of a host that was given up
        }
        total += count;
        int left = (int) Math.min(count, most - kept());
        int from = offset;
        while (left > 0 && hasRoom(left)) {
            int part = Math.min(left, bytes.length - length);
            System.arraycopy(source, from, bytes, length, part);
            length += part;
            from += part;
            left -= part;
        }
    }

    private long kept() {
        return (long) blockCount * Spool.BLOCK + length;
    }

    /** Makes room for these bytes, or some of them. */
    private boolean hasRoom(int count) {
        if (!spooling) {
            if (length + count <= bytes.length || isGrown(length + count)) {
                return true;
            }
            spill();
        }
        return length < bytes.length || isWritten();
    }

    private boolean isGrown(int wanted) {
        if (wanted > MOST_IN_MEMORY) {
            return false;
        }
        int size = Math.min(MOST_IN_MEMORY, Math.max(Math.max(wanted, FIRST), 2 * bytes.length));
        if (!spool.take(size - bytes.length)) {
            return false;
        }
        bytes = Arrays.copyOf(bytes, size);
        return true;
    }

    /** From memory to the file. */
    private void spill() {
        spooling = true;
        var begun = bytes;
        int all = length;
        bytes = new byte[Spool.BLOCK];
        length = 0;
        for (int from = 0; from < all; ) {
            int part = Math.min(Spool.BLOCK - length, all - from);
            System.arraycopy(begun, from, bytes, length, part);
            length += part;
            from += part;
            if (length == Spool.BLOCK && from < all && !isWritten()) {
                break;
            }
        }
        spool.give(begun.length);
    }

    /** Puts the full block into the file; where that takes no more, the stream ends here. */
    private boolean isWritten() {
        int block = spool.write(bytes, length);
        if (block < 0) {
            length = 0;
            most = kept();
            return false;
        }
        hash.update(bytes, 0, length);
        if (blockCount == blocks.length) {
            blocks = Arrays.copyOf(blocks, Math.max(16, 2 * blockCount));
        }
        blocks[blockCount++] = block;
        length = 0;
        return true;
    }

    /** What has come; nothing is added from now on. */
    public Captured captured() {
        if (captured == null) {
            captured = spooling ? spooled() : inMemory();
            bytes = new byte[0];
        }
        return captured;
    }

    private Captured inMemory() {
        spool.give(bytes.length - length);
        return Captured.inMemory(spool, length == bytes.length ? bytes : Arrays.copyOf(bytes, length), total);
    }

    private Captured spooled() {
        long kept = kept();
        if (length > 0 && !isWritten()) {
            kept = kept();
        }
        var place = new Captured.Blocks(spool, Arrays.copyOf(blocks, blockCount), kept, (int) hash.getValue());
        return Captured.spooled(place, total);
    }
}
