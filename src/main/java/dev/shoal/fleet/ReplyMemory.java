package dev.shoal.fleet;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The one budget of memory that all replies of this process share, those of runs that are over included, and the place of the
 * files for what does not fit into it. Safe for many threads.
 *
 * <p>A file has no name as soon as it is open, so that it disappears with the process, also after kill -9. What
 * a process leaves that is killed between the two steps is swept by the next one.
 */
public final class ReplyMemory {
    private static final String PREFIX = "spool-";
    private static final Duration OLD = Duration.ofMinutes(1);
    /** One part of so many of the heap; a fold needs some of the rest for what it makes of the replies. */
    private static final int PART_OF_HEAP = 4;

    private final Path directory;
    private final AtomicLong left;
    private final ReferenceQueue<Spool> forgotten = new ReferenceQueue<>();
    /** So that the references themselves are not collected before they are queued. */
    private final Set<Held> held = ConcurrentHashMap.newKeySet();

    /**
     * A budget.
     *
     * @param directory where files are made, and what they need; made when it is needed
     * @param bytes how much memory all replies may hold together
     */
    public ReplyMemory(Path directory, long bytes) {
        this.directory = directory;
        this.left = new AtomicLong(bytes);
    }

    /** A budget in proportion to this process's heap, with files in this directory. */
    public static ReplyMemory ofHeap(Path directory) {
        return new ReplyMemory(directory, Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
    }

    /** The same with files in the directory for temporary files, where no other is known. */
    public static ReplyMemory temporary() {
        return ofHeap(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** No memory, and files in the directory for temporary ones: for what is written on as soon as it is whole. */
    public static ReplyMemory none() {
        return new ReplyMemory(Path.of(System.getProperty("java.io.tmpdir")), 0);
    }

    /** What one run's replies hold. It is given back when nothing refers to any of them any more. */
    static final class Held extends PhantomReference<Spool> {
        private final AtomicLong bytes = new AtomicLong();

        private Held(Spool spool, ReferenceQueue<Spool> queue) {
            super(spool, queue);
        }
    }

    /** The place of another run's replies. */
    public Spool spool() {
        return new Spool(this);
    }

    Held holder(Spool spool) {
        var holder = new Held(spool, forgotten);
        held.add(holder);
        return holder;
    }

    /** Takes so many bytes out of the budget, or none where there are not so many left. */
    boolean take(Held holder, long bytes) {
        collect();
        long before;
        do {
            before = left.get();
            if (before < bytes) {
                return false;
            }
        } while (!left.compareAndSet(before, before - bytes));
        holder.bytes.addAndGet(bytes);
        return true;
    }

    void give(Held holder, long bytes) {
        holder.bytes.addAndGet(-bytes);
        left.addAndGet(bytes);
    }

    private void collect() {
        for (Reference<? extends Spool> gone; (gone = forgotten.poll()) != null; ) {
            if (gone instanceof Held holder && held.remove(holder)) {
                left.addAndGet(holder.bytes.get());
            }
        }
    }

    /** A new file that only its owner may read, and that has no name any more. */
    RandomAccessFile open() throws IOException {
        Files.createDirectories(directory, only("rwx------"));
        sweep(directory);
        var file = Files.createTempFile(directory, PREFIX, "", only("rw-------"));
        try {
            return new RandomAccessFile(file.toFile(), "rw"); // no channel: interrupting a host's thread would close it
        } finally {
            Files.delete(file);
        }
    }

    private static FileAttribute<Set<PosixFilePermission>> only(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }

    private static void sweep(Path place) throws IOException {
        var before = Instant.now().minus(OLD);
        try (var files = Files.newDirectoryStream(place, PREFIX + "*")) {
            for (var file : files) {
                if (isOld(file, before)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static boolean isOld(Path file, Instant before) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(before);
        } catch (NoSuchFileException e) {
            return false; // another process sweeps as well
        }
    }
}
