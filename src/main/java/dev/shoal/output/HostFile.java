package dev.shoal.output;

import org.jspecify.annotations.Nullable;

import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

/**
 * The file of one host's stream. It is opened when there is something to write, so that hosts that are silent or wait for
 * their turn hold none open. Safe for two threads: that of the host, and that of the run's end.
 */
final class HostFile {
    private final Path file;
    private @Nullable OutputStream stream;
    private @Nullable IOException failure;
    private boolean over;

    HostFile(Path file) {
        this.file = file;
    }

    Path path() {
        return file;
    }

    synchronized void write(byte[] bytes, int offset, int length) {
        if (over || failure != null) {
            return;
        }
        try {
            var to = stream;
            if (to == null) {
                to = open();
                stream = to;
            }
            to.write(bytes, offset, length);
        } catch (IOException e) {
            failure = e;
        }
    }

    /** No channel: interrupting the host's thread would close it, and lose what still comes. */
    private OutputStream open() throws IOException {
        if (Files.isSymbolicLink(file)) {
            throw new IOException("it has become a link, which is not followed");
        }
        try {
            return new FileOutputStream(file.toFile(), true);
        } catch (FileNotFoundException e) { // whatever is wrong, as too many open files; the reason stands in brackets
            throw new IOException(String.valueOf(e.getMessage()).replaceFirst("(?s).*\\((.*)\\)$", "$1"), e);
        }
    }

    /** Nothing is written from now on. */
    synchronized void close() {
        over = true;
        try {
            if (stream != null) {
                stream.close();
                stream = null;
            }
        } catch (IOException e) {
            failure = failure == null ? e : failure;
        }
    }

    /** Nothing is written any more, and the file is gone, unless something was written. */
    synchronized void remove() {
        close();
        try {
            if (Files.isRegularFile(file, NOFOLLOW_LINKS) && Files.size(file) == 0) {
                Files.delete(file);
            }
        } catch (IOException e) {
            failure = failure == null ? e : failure;
        }
    }

    /** Why not all is there; empty if it is. */
    synchronized Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }
}
