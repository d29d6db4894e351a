package dev.shoal.ssh.hostkey;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * Appends to a known_hosts file, under a lock that other Shoals respect. OpenSSH takes no lock, so each line goes out in
 * one write at the end of the file, as OpenSSH's do. Makes the file (0600) and the directory that it is in (0700) where
 * they are missing. What is read meanwhile is read through {@link #reader}: closing any other channel of the file would
 * give the lock back.
 */
final class KnownHostsAppender implements AutoCloseable {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final int TRIES = 200;
    private static final int PAUSE_MILLIS = 10;

    private final FileChannel writer;
    private final FileChannel reader;
    private final boolean locked;

    private KnownHostsAppender(FileChannel writer, FileChannel reader, boolean locked) {
        this.writer = writer;
        this.reader = reader;
        this.locked = locked;
    }

    /** Waits two seconds for the lock, or not at all, then goes on without it: hosts must not wait for a stuck process. */
    static KnownHostsAppender open(Path path, boolean patiently) throws IOException {
        makeDirectory(path.toAbsolutePath().resolveSibling(""));
        var writer = FileChannel.open(
                path,
                EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try {
            boolean locked = lock(writer, patiently ? TRIES : 1);
            return new KnownHostsAppender(writer, FileChannel.open(path, StandardOpenOption.READ), locked);
        } catch (IOException e) {
            writer.close();
            throw e;
        }
    }

    private static void makeDirectory(Path directory) throws IOException {
        if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OWNER_DIRECTORY));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory)) {
                throw e;
            }
        }
    }

    boolean isLocked() {
        return locked;
    }

    FileChannel reader() {
        return reader;
    }

    void write(String text) throws IOException {
        var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
        while (bytes.hasRemaining()) {
            writer.write(bytes);
        }
    }

    /** Gives the lock back, too. */
    @Override
    public void close() throws IOException {
        try (writer) {
            reader.close();
        }
    }

    static byte[] bytesFrom(FileChannel file, long start) throws IOException {
        var bytes = ByteBuffer.allocate(Math.toIntExact(file.size() - start));
        int count = 0;
        while (bytes.hasRemaining() && count >= 0) {
            count = file.read(bytes, start + bytes.position());
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private static boolean lock(FileChannel file, int tries) throws IOException {
        for (int i = 1; i <= tries; i++) {
            if (tryLock(file)) {
                return true;
            }
            pause();
        }
        return false;
    }

    /** By trying, because a lock that this very process holds is an exception and not a wait. */
    private static boolean tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the file's lock", e);
        }
    }
}
