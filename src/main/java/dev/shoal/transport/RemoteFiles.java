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
 * path and reason. An interrupt ends a call, and if the host still answers the next one is possible. One thread at a time,
 * except for {@link #close}.
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
     * @param name without its directory; hostile input, it may hold anything, slashes and line feeds included
     * @param bytes how long a file is
     * @param mode the permission bits, as 0644
     * @param modified to the second
     * @param owner empty where the host does not tell
     */
    record Entry(String name, Kind kind, long bytes, int mode, Instant modified, Optional<Owner> owner) {}

    /** Whose a file is, in the host's numbers. */
    record Owner(int uid, int gid) {}

    /**
     * The same files, but no call goes on past the deadline: it fails with kind {@link Failure.Kind#TIMEOUT}, and as
     * with all failures this can be used further if the host still answers. Closing either closes both.
     */
    RemoteFiles until(Deadline deadline);

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

    /** Renames in place of a file that has the name already, atomically where the host can. */
    void rename(String from, String to) throws TransportException, InterruptedException;

    /** Sets the permission bits, as 0644. */
    void chmod(String path, int mode) throws TransportException, InterruptedException;

    /** Gives the file to a user and a group. */
    void chown(String path, Owner owner) throws TransportException, InterruptedException;

    /** Sets when it was changed last, to the second. */
    void touch(String path, Instant modified) throws TransportException, InterruptedException;

    /**
     * Copies the file to the stream: as many bytes as it had at the beginning. A file that ends before that, or a host that
     * sends more than the file has, is a failure of kind {@link Failure.Kind#TRANSFER}. What the stream throws becomes such a
     * failure with the message of its exception.
     *
     * @param moved receives the number of additional bytes, now and then
     */
    void read(String path, OutputStream to, LongConsumer moved) throws TransportException, InterruptedException;

    /**
     * Makes a new file of that name and copies the stream, to its end, into it; a file that is there is an error. When this
     * fails or is interrupted, part of the new file may be there. What the stream throws: as with {@link #read}.
     *
     * @param mode the permission bits of the new file
     * @param moved receives the number of additional bytes, now and then
     */
    void write(String path, InputStream from, int mode, LongConsumer moved)
            throws TransportException, InterruptedException;

    /** Ends it; calls that are blocked return. Closing twice is fine. */
    @Override
    void close();
}
