package dev.shoal.transfer;

import dev.shoal.files.FileProblem;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * A new local file, which only its owner may read until it is complete: it is written under a temporary name beside its place. If it
 * is closed before {@link #done}, nothing of it is left, and the file that was there is as it was.
 */
final class LocalWrite implements AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(LocalWrite.class);
    private static final Set<PosixFilePermission> OWNER_ONLY =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private static final int USUAL_UMASK = 022;
    private static final String UMASK = "Umask:";

    private final Path target;
    private final Path temporary;
    private final OutputStream stream;
    private final TemporaryNames names;
    private boolean isBroken;

    private LocalWrite(Path target, Path temporary, OutputStream stream, TemporaryNames names) {
        this.target = target;
        this.temporary = temporary;
        this.stream = stream;
        this.names = names;
    }

    /** Begins it; the directory is made where it is not there. */
    static LocalWrite to(Path target, TemporaryNames names) throws IOException {
        var directory = target.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        var name = names.next();
        boolean begun = false;
        try {
            var temporary = (directory == null ? target : directory).resolve(name);
            if (temporary.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(temporary, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            } else {
                Files.createFile(temporary);
            }
            var write = new LocalWrite(target, temporary, Files.newOutputStream(temporary), names);
            begun = true;
            return write;
        } finally {
            if (!begun) {
                names.release(name);
            }
        }
    }

    /** Removes what earlier transfers of this user have left in a directory, which need not be there. */
    static void sweep(Path directory, TemporaryNames names) {
        try (var entries =
                Files.newDirectoryStream(directory, entry -> names.isLeftOver(String.valueOf(entry.getFileName())))) {
            for (var entry : entries) {
                Files.deleteIfExists(entry);
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.debug("{}: not looked for what is left: {}", directory, e.toString());
        }
    }

    /** Whether this machine, not the host, is why it cannot go on. */
    boolean isBroken() {
        return isBroken;
    }

    /** What is written here names the file when it fails. */
    OutputStream stream() {
        return new FilterOutputStream(stream) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                try {
                    out.write(bytes, offset, length);
                } catch (IOException e) {
                    isBroken = true;
                    throw new IOException(FileProblem.here(target, e), e);
                }
            }
        };
    }

    /**
     * Puts it in its place.
     *
     * @param mode the permission bits; setuid, setgid and sticky are not taken over, and the umask holds
     */
    void done(int mode, Instant modified) throws IOException {
        stream.close();
        Files.setLastModifiedTime(temporary, FileTime.from(modified));
        if (Files.getFileStore(temporary).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(temporary, permissions(mode & ~umask()));
        }
        try {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** This process's own, from Linux' /proc (proc_pid_status(5)), because Java does not give it; elsewhere the usual one. */
    static int umask() {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith(UMASK))
                    .map(line -> Integer.parseInt(line.substring(UMASK.length()).strip(), 8))
                    .findFirst()
                    .orElse(USUAL_UMASK);
        } catch (IOException e) {
            return USUAL_UMASK;
        }
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        var all = PosixFilePermission.values(); // OWNER_READ first, OTHERS_EXECUTE last, as the bits are
        var set = EnumSet.noneOf(PosixFilePermission.class);
        for (int i = 0; i < all.length; i++) {
            if ((mode & 0400 >> i) != 0) {
                set.add(all[i]);
            }
        }
        return set;
    }

    @Override
    public void close() throws IOException {
        try (stream) {
            Files.deleteIfExists(temporary);
        } finally {
            names.release(String.valueOf(temporary.getFileName()));
        }
    }
}
