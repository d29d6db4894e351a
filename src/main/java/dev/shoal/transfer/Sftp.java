package dev.shoal.transfer;

import dev.shoal.files.FileProblem;
import dev.shoal.fleet.Task;
import dev.shoal.inventory.Host;
import dev.shoal.text.CleanText;
import dev.shoal.transport.RemoteFiles;
import dev.shoal.transport.RemoteFiles.Entry;
import dev.shoal.transport.RemoteFiles.Kind;
import dev.shoal.transport.TransportException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

import static java.util.Objects.requireNonNull;

/**
 * A conversation with one host's files: a current directory, which begins as the home of the user, and what is done from
 * there. Paths of the host may be relative to it; local ones are relative to this process's directory. One thread at a time.
 */
public final class Sftp {
    private static final int DIRECTORY_MODE = 0755;
    private static final int FILE_MODE = 0644;
    private static final int MOST_READ_BYTES = 64 << 20;

    private final String host;
    private final RemoteFiles files;
    private final HostShell shell;
    private final TemporaryNames names = new TemporaryNames();
    private final LongConsumer moved;
    private String directory = "";

    /**
     * A conversation that has not begun.
     *
     * @param host what messages call it
     * @param files whose end is the caller's business
     * @param shell for what SFTP cannot do
     * @param moved receives the number of bytes as they are moved
     */
    public Sftp(String host, RemoteFiles files, HostShell shell, LongConsumer moved) {
        this.host = host;
        this.files = files;
        this.shell = shell;
        this.moved = moved;
    }

    /** Goes to a directory, which must be there. */
    public void cd(String path) throws TransportException, InterruptedException {
        var to = files.canonical(at(path));
        var there = files.stat(to);
        if (there.isEmpty() || there.get().kind() != Kind.DIRECTORY) {
            throw TransferTask.failure(host, path + (there.isEmpty() ? ": no such directory" : ": not a directory"));
        }
        directory = to;
    }

    /** The current directory, absolute. */
    public String pwd() throws TransportException, InterruptedException {
        return directory.isEmpty() ? files.canonical(".") : directory;
    }

    /** What is in the current directory, by name. */
    public List<Entry> ls() throws TransportException, InterruptedException {
        return ls(".");
    }

    /** What is in a directory, by name; for a file, the file. Names are as the host sent them: clean them before a terminal. */
    public List<Entry> ls(String path) throws TransportException, InterruptedException {
        var there = files.stat(at(path));
        return there.isPresent() && there.get().kind() != Kind.DIRECTORY ? List.of(there.get()) : files.list(at(path));
    }

    /** What there is of that name, links followed; empty where there is nothing. */
    public Optional<Entry> stat(String path) throws TransportException, InterruptedException {
        return files.stat(at(path));
    }

    /** Whether there is something of that name. */
    public boolean exists(String path) throws TransportException, InterruptedException {
        return stat(path).isPresent();
    }

    /** Makes a directory, whose parent must be there; one that is there already is as good. */
    public void mkdir(String path) throws TransportException, InterruptedException {
        var there = files.stat(at(path));
        if (there.isEmpty() || there.get().kind() != Kind.DIRECTORY) {
            files.mkdir(at(path), DIRECTORY_MODE);
        }
    }

    /**
     * Sends a file or a tree, as {@code put} does: a trailing slash means into the directory, else it is the exact name.
     *
     * @throws TransferException if the local side is at fault
     */
    public void put(String local, String remote) throws TransportException, InterruptedException, TransferException {
        requireNonNull(local, "put: the local path");
        var to = RemotePath.isInto(requireNonNull(remote, "put: the remote path"))
                ? RemotePath.in(at(remote), "")
                : at(remote);
        var plan = PutPlan.of(new Task.Put(List.of(local), to));
        var there = Host.named(host);
        new PutTransfer(PutPlans.of(plan, there), names).run(there, files, shell, new Tally(moved));
    }

    /**
     * Fetches a file. A trailing slash means into the local directory, else it is the exact name.
     *
     * @throws TransportException also if it cannot be written here
     */
    public void get(String remote, String local) throws TransportException, InterruptedException {
        requireNonNull(local, "get: the local path");
        var path = at(remote);
        var entry =
                files.stat(path).orElseThrow(() -> TransferTask.failure(host, remote + ": no such file or directory"));
        if (entry.kind() != Kind.FILE) {
            throw TransferTask.failure(host, remote + ": not a file; use the verb get for a directory");
        }
        var name = RemotePath.name(RemotePath.bare(path));
        var target = local.endsWith("/") ? Path.of(local).resolve(name) : Path.of(local);
        try (var write = LocalWrite.to(target, names)) {
            files.read(path, write.stream(), moved);
            write.done(entry.mode(), entry.modified());
        } catch (IOException e) {
            throw TransferTask.failure(host, FileProblem.here(target, e), e);
        }
    }

    /** Makes the text, in UTF-8, the contents of a file; one that is there keeps its mode. */
    public void write(String path, String text) throws TransportException, InterruptedException {
        write(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Makes the bytes the contents of a file; one that is there keeps its mode. */
    public void write(String path, byte[] bytes) throws TransportException, InterruptedException {
        var before = files.stat(at(path));
        var mode = before.map(Entry::mode).orElse(FILE_MODE);
        var content =
                new RemoteWrite.Content(() -> new ByteArrayInputStream(bytes), bytes.length, mode, Optional.empty());
        try {
            new RemoteWrite(host, files, shell, names, (_, _) -> {}).replace(at(path), content, moved);
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        }
    }

    /** The contents of a file of 64 MiB at most: a larger one, or one without end, would take the memory of all. */
    public byte[] read(String path) throws TransportException, InterruptedException {
        var bytes = new ByteArrayOutputStream();
        var bounded = new FilterOutputStream(bytes) {
            @Override
            public void write(byte[] part, int offset, int length) throws IOException {
                if (length > MOST_READ_BYTES - bytes.size()) {
                    throw new IOException(CleanText.name(path) + ": larger than " + (MOST_READ_BYTES >> 20)
                            + " MiB, which is what read takes; get it into a file");
                }
                bytes.write(part, offset, length);
            }
        };
        files.read(at(path), bounded, moved);
        return bytes.toByteArray();
    }

    /** Renames, in place of a file that has the name already. */
    public void rename(String from, String to) throws TransportException, InterruptedException {
        files.rename(at(from), at(to));
    }

    /** Removes a file or link. */
    public void rm(String path) throws TransportException, InterruptedException {
        files.remove(at(path));
    }

    /** Removes an empty directory. */
    public void rmdir(String path) throws TransportException, InterruptedException {
        files.rmdir(at(path));
    }

    /** Sets the permission bits, as 0644. */
    public void chmod(String path, int mode) throws TransportException, InterruptedException {
        files.chmod(at(path), mode);
    }

    private String at(String path) {
        var typed = RemotePath.bare(RemotePath.typed(requireNonNull(path, "the remote path")));
        if (typed.startsWith("/") || path.startsWith("~")) {
            return typed;
        }
        return typed.equals(".") && !directory.isEmpty() ? directory : RemotePath.in(directory, typed);
    }
}
