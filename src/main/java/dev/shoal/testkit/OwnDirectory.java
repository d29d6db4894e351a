package dev.shoal.testkit;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyPair;
import java.util.Comparator;
import java.util.List;

/** A temporary directory of this user alone, with what clients need to log in; removed when closed. */
final class OwnDirectory implements AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(OwnDirectory.class);
    private static final String LOCK = "lock";

    /** Part of the names of this process's directories: POSIX drops a lock when its process opens and closes the file once more. */
    private static final String OWN = "-" + ProcessHandle.current().pid() + "-";

    private final Path path;
    private final FileChannel lock;
    private final KeyPair user;

    private OwnDirectory(Path path, FileChannel lock, KeyPair user) {
        this.path = path;
        this.lock = lock;
        this.user = user;
    }

    /** Makes the directory and locks it until it is closed or this process ends. */
    static OwnDirectory make(Path parent, String prefix) throws IOException {
        var path = Files.createTempDirectory(parent, prefix + OWN).toRealPath();
        var lock = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        lock.lock();
        var made = new OwnDirectory(path, lock, FreshKeys.make());
        try {
            FreshKeys.writePrivate(made.user, made.userKey());
            return made;
        } catch (IOException | RuntimeException e) {
            made.close();
            throw e;
        }
    }

    /** Removes directories of this user whose process was killed. The log has the reason if one cannot be removed. */
    static void sweep(Path parent, String prefix) {
        try (var found = Files.newDirectoryStream(parent, prefix + "*")) {
            for (var path : found) {
                if (!path.getFileName().toString().startsWith(prefix + OWN)
                        && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                        && Files.isRegularFile(path.resolve(LOCK), LinkOption.NOFOLLOW_LINKS)
                        && Files.getOwner(path, LinkOption.NOFOLLOW_LINKS)
                                .getName()
                                .equals(System.getProperty("user.name"))) {
                    sweep(path);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.warn("{}: not swept: {}", parent, e.getMessage());
        }
    }

    private static void sweep(Path path) throws IOException {
        try (var lock = FileChannel.open(path.resolve(LOCK), StandardOpenOption.WRITE);
                var free = lock.tryLock()) {
            if (free != null) {
                remove(path);
                LOG.info("{}: removed, its process was killed", path);
            }
        }
    }

    Path path() {
        return path;
    }

    /** The pair whose private half is in {@link #userKey}. */
    KeyPair user() {
        return user;
    }

    Path userKey() {
        return path.resolve("id_ed25519");
    }

    Path knownHosts() {
        return path.resolve("known_hosts");
    }

    void writeKnownHosts(List<String> lines) throws IOException {
        Files.write(knownHosts(), lines);
    }

    /** Removes everything. Closing twice is fine. */
    @Override
    public void close() {
        try {
            if (Files.exists(path)) {
                remove(path);
            }
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(path + ": the temporary directory could not be removed", e);
        }
    }

    private static void remove(Path path) throws IOException {
        try (var files = Files.walk(path)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
