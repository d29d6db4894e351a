package dev.shoal.transport;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * A host's files, over SFTP or what a transport has in its place. Paths are the host's; relative ones begin in the user's
 * home. Failures are of phase {@link Phase#TRANSFER}; what the host refuses has kind {@link Failure.Kind#TRANSFER} and names
 * path and reason. One thread at a time.
 */
public interface RemoteFiles extends AutoCloseable {
    /** What a name stands for. */
    enum Kind {
        FILE,
        DIRECTORY,
        LINK,
        /** A device, a socket, a pipe. */
        OTHER
    }

    /**
     * A name in a directory.
     *
     * @param name without its directory; hostile input, it may hold anything but a slash
     * @param bytes how long a file is
     * @param mode the permission bits, as 0644
     * @param modified to the second
     */
    record Entry(String name, Kind kind, long bytes, int mode, Instant modified) {}

    /** What the path stands for, links followed; empty where there is nothing. */
    Optional<Entry> stat(String path) throws TransportException, InterruptedException;

    /** What the path itself is; empty where there is nothing. */
    Optional<Entry> lstat(String path) throws TransportException, InterruptedException;

    /** The directory's names without {@code .} and {@code ..}, in order. */
    List<Entry> list(String path) throws TransportException, InterruptedException;

    /** The absolute path without links and dots. */
    String canonical(String path) throws TransportException, InterruptedException;

    /** Makes a directory, whose parent must be there. */
    void mkdir(String path, int mode) throws TransportException, InterruptedException;

    /** Removes a file or link. */
    void remove(String path) throws TransportException, InterruptedException;

    /** Removes an empty directory. */
    void rmdir(String path) throws TransportException, InterruptedException;

    /** Renames, atomically in place of a file that has the name already. */
    void rename(String from, String to) throws TransportException, InterruptedException;

    /** Sets the permission bits, as 0644. */
    void chmod(String path, int mode) throws TransportException, InterruptedException;

    /** Sets when it was changed last, to the second. */
    void touch(String path, Instant modified) throws TransportException, InterruptedException;

    /**
     * Copies the file to the stream.
     *
     * @param moved told of so many more bytes, now and then
     */
    void read(String path, OutputStream to, LongConsumer moved) throws TransportException, InterruptedException;

    /**
     * Makes a new file of that name and copies the stream into it; a file that is there is an error.
     *
     * @param mode the permission bits of the new file
     * @param moved told of so many more bytes, now and then
     */
    void write(String path, InputStream from, int mode, LongConsumer moved)
            throws TransportException, InterruptedException;

    /** Ends it; calls that are blocked return. Closing twice is fine. */
    @Override
    void close();
}
