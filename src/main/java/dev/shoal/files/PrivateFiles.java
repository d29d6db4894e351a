package dev.shoal.files;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/** Directories and files that only their owner reads: 0700 and 0600 from the moment they exist. */
public final class PrivateFiles {
    private PrivateFiles() {}

    /** Makes the directory and what is missing above it. One that exists keeps its mode. */
    public static void makeDirectory(Path dir) throws IOException {
        if (!Files.isDirectory(dir)) {
            Files.createDirectories(
                    dir, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    /** Makes an empty file; fine if it exists. */
    public static void makeFile(Path file) throws IOException {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException e) {
            return;
        }
    }

    /**
     * A stream that writes at the end, wherever that is by then. Not a channel: a thread is cancelled by interrupting it, and
     * an interrupted thread that writes to a channel closes it for all threads.
     */
    public static FileOutputStream append(Path file) throws IOException {
        if (!Files.exists(file)) {
            makeDirectory(Objects.requireNonNull(file.toAbsolutePath().getParent()));
            makeFile(file);
        }
        return new FileOutputStream(file.toFile(), true);
    }
}
