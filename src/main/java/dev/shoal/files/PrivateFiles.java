package dev.shoal.files;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
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
     * an interrupted thread that writes to a channel closes it for everybody.
     */
    public static FileOutputStream append(Path file) throws IOException {
        if (!Files.exists(file)) {
            makeDirectory(Objects.requireNonNull(file.toAbsolutePath().getParent()));
            makeFile(file);
        }
        return new FileOutputStream(file.toFile(), true);
    }

    /** What went wrong, without the file's name where the system gave a reason of its own. */
    public static String reason(Exception e) {
        if (e instanceof FileSystemException f && f.getReason() != null) {
            return f.getReason();
        }
        var message = e.getMessage();
        var name = e.getClass().getSimpleName().replaceFirst("Exception$", "");
        return e instanceof FileSystemException || message == null ? name : message;
    }
}
