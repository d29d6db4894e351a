package dev.shoal.ssh;

import dev.shoal.ssh.SftpReasons.Operation;
import dev.shoal.transport.Deadline;
import dev.shoal.transport.Failure;
import dev.shoal.transport.Phase;
import dev.shoal.transport.RemoteFiles;
import dev.shoal.transport.TransportException;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** A host's files over SFTP 3. */
final class SshFiles implements RemoteFiles {
    private static final String AGAIN = "The old file is kept; get it again";

    private final SftpClient talk;
    private final Deadline deadline;
    private final SshFailures within;

    /** Every call must end before the deadline. */
    SshFiles(SftpClient talk, Deadline deadline, SshFailures failures) {
        this.talk = talk;
        this.deadline = deadline;
        this.within = failures.within(deadline.remaining());
    }

    @Override
    public RemoteFiles until(Deadline earlier) {
        return new SshFiles(talk, earlier, within);
    }

    @Override
    public Optional<Entry> stat(String path) throws TransportException, InterruptedException {
        return call(Operation.LOOK, path, () -> talk.calls().stat(path));
    }

    @Override
    public Optional<Entry> lstat(String path) throws TransportException, InterruptedException {
        return call(Operation.LOOK, path, () -> talk.calls().lstat(path));
    }

    @Override
    public List<Entry> list(String path) throws TransportException, InterruptedException {
        return call(Operation.LIST, path, () -> talk.calls().list(path));
    }

    @Override
    public String canonical(String path) throws TransportException, InterruptedException {
        return call(Operation.LOOK, path, () -> talk.calls().canonical(path));
    }

    @Override
    public void mkdir(String path, int mode) throws TransportException, InterruptedException {
        call(Operation.MAKE, path, () -> {
            talk.calls().mkdir(path, mode);
            return true;
        });
    }

    @Override
    public void remove(String path) throws TransportException, InterruptedException {
        call(Operation.REMOVE, path, () -> {
            talk.calls().remove(path);
            return true;
        });
    }

    @Override
    public void rmdir(String path) throws TransportException, InterruptedException {
        call(Operation.RMDIR, path, () -> {
            talk.calls().rmdir(path);
            return true;
        });
    }

    @Override
    public void rename(String from, String to) throws TransportException, InterruptedException {
        call(Operation.MAKE, to, () -> {
            talk.calls().rename(from, to);
            return true;
        });
    }

    @Override
    public void chmod(String path, int mode) throws TransportException, InterruptedException {
        call(Operation.CHANGE, path, () -> {
            talk.calls().chmod(path, mode);
            return true;
        });
    }

    @Override
    public void chown(String path, Owner owner) throws TransportException, InterruptedException {
        call(Operation.CHANGE, path, () -> {
            talk.calls().chown(path, owner);
            return true;
        });
    }

    @Override
    public void touch(String path, Instant modified) throws TransportException, InterruptedException {
        call(Operation.CHANGE, path, () -> {
            talk.calls().touch(path, modified);
            return true;
        });
    }

    @Override
    public void read(String path, OutputStream to, LongConsumer moved) throws TransportException, InterruptedException {
        call(Operation.READ, path, () -> {
            var handle = talk.calls().openToRead(path);
            try {
                long size = talk.calls().size(handle);
                requireWhole(path, handle, size, talk.copy(moved).read(handle, size, to));
            } catch (SftpCopy.Endless e) {
                throw unwhole(path + ": the host reports 0 bytes and sends more than 64 MiB", "");
            } finally {
                talk.calls().letGo(handle);
            }
            return true;
        });
    }

    /** A log that grew meanwhile is whole as it was at the beginning; one that shrank, or a disk that ended early, is not. */
    private void requireWhole(String path, byte[] handle, long size, long got) throws IOException, TransportException {
        if (got < size && !isMadeUp(path)) {
            throw unwhole(
                    path + ": ended after " + got + " of " + size + " bytes; the file shrank, or the"
                            + " disk or SFTP server fails",
                    AGAIN);
        }
        if (size > 0 && got > size && talk.calls().size(handle) <= size) {
            throw unwhole(path + ": the host sends more than the " + size + " bytes that it reported", "");
        }
    }

    /** The files of sysfs report a page as their size, those of procfs nearly always 0, independent of their content. */
    private boolean isMadeUp(String path) throws IOException {
        try {
            var real = talk.calls().canonical(path);
            return real.startsWith("/sys/") || real.startsWith("/proc/");
        } catch (SftpException e) {
            return false;
        }
    }

    private TransportException unwhole(String problem, String remedy) {
        return new TransportException(
                within.of(Phase.TRANSFER, Failure.Kind.TRANSFER, SftpReasons.oneLine(problem), remedy));
    }

    @Override
    public void write(String path, InputStream from, int mode, LongConsumer moved)
            throws TransportException, InterruptedException {
        call(Operation.MAKE, path, () -> {
            var handle = talk.calls().openNew(path, mode);
            boolean written = false;
            try {
                talk.copy(moved).write(from, handle);
                talk.calls().setMode(handle, mode);
                written = true;
            } finally {
                if (!written) {
                    talk.calls().letGo(handle);
                }
            }
            talk.calls().close(handle);
            return true;
        });
    }

    @Override
    public void close() {
        talk.close();
    }

    private <T> T call(Operation operation, String path, SftpClient.Work<T> work)
            throws TransportException, InterruptedException {
        return talk.call(new SftpClient.Call<>(operation, path, work), deadline, within);
    }
}
