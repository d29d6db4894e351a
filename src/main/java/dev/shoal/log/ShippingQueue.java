package dev.shoal.log;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Events that wait to be shipped. Any thread may add and none ever waits for room: where it is full, the oldest are dropped and
 * counted. One thread takes.
 */
final class ShippingQueue {
    private final int maxBytes;
    private final int batchBytes;
    /** Guards everything below; held for some steps in memory. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Condition changed = lock.newCondition();
    private final Deque<byte[]> lines = new ArrayDeque<>();
    private long bytes;
    private long dropped;
    private boolean closing;

    ShippingQueue(int maxBytes, int batchBytes) {
        this.maxBytes = maxBytes;
        this.batchBytes = batchBytes;
    }

    /**
     * What goes out at once.
     *
     * @param dropped how many events before these were dropped and have not been told of
     */
    record Batch(List<byte[]> lines, long dropped) {
        boolean isEmpty() {
            return lines.isEmpty() && dropped == 0;
        }
    }

    void add(byte[] line) {
        lock.lock();
        try {
            if (!closing) {
                lines.addLast(line);
                bytes += line.length;
                shrink();
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits for events, and after the first for more, as long as the gap is; empty at the end, when nothing is left. */
    Batch take(Duration gap) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (lines.isEmpty() && dropped == 0 && !closing) {
                changed.await();
            }
            var left = gap.toNanos();
            while (bytes < batchBytes && !closing && left > 0) {
                left = changed.awaitNanos(left);
            }
            return batch();
        } finally {
            lock.unlock();
        }
    }

    private Batch batch() {
        var taken = new ArrayList<byte[]>();
        var size = 0L;
        while (!lines.isEmpty() && (taken.isEmpty() || size + lines.getFirst().length <= batchBytes)) {
            var line = lines.removeFirst();
            size += line.length;
            taken.add(line);
        }
        bytes -= size;
        var batch = new Batch(taken, dropped);
        dropped = 0;
        return batch;
    }

    /** Takes back what did not get through, in its place. */
    void putBack(Batch batch) {
        lock.lock();
        try {
            dropped += batch.dropped();
            for (var line : batch.lines().reversed()) {
                lines.addFirst(line);
                bytes += line.length;
            }
            shrink();
        } finally {
            lock.unlock();
        }
    }

    /** Counts what nobody will ever take as dropped. */
    void giveUp(Batch batch) {
        putBack(new Batch(List.of(), batch.dropped() + batch.lines().size()));
    }

    private void shrink() {
        while (bytes > maxBytes && lines.size() > 1) {
            bytes -= lines.removeFirst().length;
            dropped++;
        }
    }

    /** Waits that long, or until the end begins. */
    void pause(Duration time) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            for (var left = time.toNanos(); left > 0 && !closing; ) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** From now on nothing is added, and nobody waits any more. */
    void close() {
        lock.lock();
        try {
            closing = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosing() {
        lock.lock();
        try {
            return closing;
        } finally {
            lock.unlock();
        }
    }

    /** How many events wait or were dropped and not told of. */
    long left() {
        lock.lock();
        try {
            return lines.size() + dropped;
        } finally {
            lock.unlock();
        }
    }
}
