package dev.shoal.files;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps processes that share a directory out of each other's way while one of them renames or counts in it. Held for a few
 * system calls.
 */
public final class DirectoryLock implements AutoCloseable {
    /**
     * Guards every lock file of this process: a file lock belongs to the whole process, so two threads would not keep each
     * other out, and closing one descriptor would drop the lock of the other. Held over I/O because that is its purpose.
     */
    private static final ReentrantLock WITHIN = new ReentrantLock();

    private static final String NAME = ".lock";
    private static final int POLL_MILLIS = 5;

    private final RandomAccessFile file;
    private final FileLock lock;

    private DirectoryLock(RandomAccessFile file, FileLock lock) {
        this.file = file;
        this.lock = lock;
    }

    /**
     * The lock, or null if it is held now.
     *
     * @throws IOException if the directory cannot be written, or the file system has no locks
     */
    static @Nullable public DirectoryLock tryNow(Path dir) throws IOException {
        if (!WITHIN.tryLock()) {
            return null;
        }
        DirectoryLock taken = null;
        try {
            taken = take(dir);
        } finally {
            if (taken == null) {
                WITHIN.unlock();
            }
        }
        return taken;
    }

    /**
     * The lock, or null if it was held all that time: a process that was stopped in the wrong moment must not stop the
     * others. An interrupt does not end the wait, and is kept.
     *
     * @throws IOException as in {@link #tryNow}
     */
    static @Nullable public DirectoryLock within(Path dir, Duration limit) throws IOException {
        var end = System.nanoTime() + limit.toNanos();
        var interrupted = false;
        try {
            for (var lock = tryNow(dir); ; lock = tryNow(dir)) {
                if (lock != null || System.nanoTime() - end >= 0) {
                    return lock;
                }
                interrupted |= pause();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }

    private static @Nullable DirectoryLock take(Path dir) throws IOException {
        PrivateFiles.makeDirectory(dir);
        var path = dir.resolve(NAME);
        PrivateFiles.makeFile(path);
        var file = new RandomAccessFile(path.toFile(), "rw");
        FileLock lock = null;
        try {
            // tryLock, never lock: the latter gives up, and closes the file, on a thread that is being cancelled.
            lock = file.getChannel().tryLock();
        } finally {
            if (lock == null) {
                file.close();
            }
        }
        return lock == null ? null : new DirectoryLock(file, lock);
    }

    @Override
    public void close() throws IOException {
        try {
            lock.release();
        } finally {
            try {
                file.close();
            } finally {
                WITHIN.unlock();
            }
        }
    }
}
