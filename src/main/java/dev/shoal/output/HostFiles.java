package dev.shoal.output;

import dev.shoal.files.FileProblem;
import dev.shoal.fleet.HostResult;
import dev.shoal.fleet.RunListener;
import dev.shoal.inventory.Host;
import dev.shoal.inventory.Selection;
import dev.shoal.transport.Phase;
import org.jspecify.annotations.Nullable;

import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

/**
 * One stream of every host as a file, {@code DIR/HOST}: exactly the bytes that the host sent, as they come, also those that
 * are too many to be kept in memory. Every host that has begun the command has a file, an empty one where it wrote nothing. The
 * others have none, also no file of an earlier run, which would pass for a reply to this one.
 *
 * @param <T> what the task returns for one host
 */
public final class HostFiles<T> implements RunListener<T> {
    private final Path dir;
    private final Stream stream;
    private final List<Host> hosts = new ArrayList<>();
    private final List<HostFile> files = new ArrayList<>();

    /** Files in this directory; neither looked at nor made before {@link #begin}. */
    public HostFiles(Path dir, Stream stream) {
        this.dir = dir;
        this.stream = stream;
    }

    /**
     * Makes the directory if there is none.
     *
     * @throws IOException whose message names it and the reason
     */
    public void make() throws IOException {
        try {
            Files.createDirectories(dir);
        } catch (IOException e) {
            throw new IOException(FileProblem.here(dir, e), e);
        }
    }

    /**
     * Makes an empty file for every host in the directory, which exists. Where that cannot be, what earlier runs have left is,
     * as far as this can be known in advance, still there.
     *
     * @throws IOException whose message names the file and the reason
     */
    public void begin(List<Host> of) throws IOException {
        for (var host : of) {
            files.add(new HostFile(checked(host)));
            hosts.add(host);
        }
        for (var file : files) {
            try {
                Files.newOutputStream(file.path(), CREATE, WRITE, TRUNCATE_EXISTING, NOFOLLOW_LINKS)
                        .close();
            } catch (IOException e) {
                throw new IOException(FileProblem.here(file.path(), e), e);
            }
        }
    }

    /** A file that can be written as far as that can be known; opening a pipe would wait for a reader. */
    private Path checked(Host host) throws IOException {
        try {
            var file = dir.resolve(host.name());
            if (Files.isSymbolicLink(file)) {
                throw new IOException(FileProblem.here(
                        file, new FileSystemException("", "", "it is a link, which is not followed; remove it")));
            }
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw new IOException(FileProblem.here(file, new FileSystemException("", "", "not a regular file")));
            }
            if (!Files.isWritable(Files.exists(file) ? file : dir)) {
                throw new IOException(FileProblem.here(file, new FileSystemException("", "", "it cannot be written")));
            }
            return file;
        } catch (InvalidPathException e) {
            throw new IOException(
                    host.name() + ": not a valid file name here, where names are not in UTF-8; set LC_ALL", e);
        }
    }

    /** Whether both write into one directory, however it is called. */
    public boolean isBeside(HostFiles<T> other) {
        try {
            var same = dir.toAbsolutePath()
                    .normalize()
                    .equals(other.dir.toAbsolutePath().normalize());
            return same || (Files.exists(dir) && Files.exists(other.dir) && Files.isSameFile(dir, other.dir));
        } catch (IOException e) {
            return false; // one of them cannot be looked at, and will be refused for that
        }
    }

    @Override
    public void output(int index, Host host, Stream from, byte[] bytes, int offset, int length) {
        if (from == stream) {
            files.get(index).write(bytes, offset, length);
        }
    }

    @Override
    public void finished(HostResult<T> result) {
        var file = files.get(result.index());
        if (hasBegun(result)) {
            file.close();
        } else {
            file.remove();
        }
    }

    private static boolean hasBegun(HostResult<?> result) {
        return switch (result) {
            case HostResult.Done<?> _ -> true;
            case HostResult.Failed<?> failed -> failed.failure().phase().compareTo(Phase.RUN) >= 0;
            case HostResult.NotStarted<?> _ -> false;
        };
    }

    /** Nothing is written from now on, also if a host still sends output. */
    public void end() {
        files.forEach(HostFile::close);
    }

    /** Why files do not hold all that came, a line for all hosts with the same reason; none if all is well. */
    public List<String> troubles() {
        Map<String, List<Host>> byProblem = new LinkedHashMap<>();
        for (int i = 0; i < files.size(); i++) {
            var failure = files.get(i).failure();
            if (failure.isPresent()) {
                byProblem
                        .computeIfAbsent(FileProblem.here(dir, failure.get()), _ -> new ArrayList<>())
                        .add(hosts.get(i));
            }
        }
        return byProblem.entrySet().stream()
                .map(e -> e.getKey() + "; incomplete for " + Selection.fold(e.getValue()))
                .toList();
    }

    /**
     * The file of one host's stream. It is opened when there is something to write, so that hosts that are silent or wait for
     * their turn hold none open. Safe for two threads: that of the host, and that of the run's end.
     */
    private static final class HostFile {
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
            } catch (FileNotFoundException e) { // for any reason, as too many open files; the reason is in brackets
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
}
