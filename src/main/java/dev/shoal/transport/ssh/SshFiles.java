package dev.shoal.transport.ssh;

import dev.shoal.transport.Deadline;
import dev.shoal.transport.RemoteFiles;
import dev.shoal.transport.TransportException;
import dev.shoal.transport.ssh.SftpReasons.Deed;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** A host's files over SFTP 3. */
final class SshFiles implements RemoteFiles {
    private final SftpTalk talk;
    private final Deadline deadline;
    private final SshFailures within;

    /** Every call must end before the deadline. */
    SshFiles(SftpTalk talk, Deadline deadline, SshFailures failures) {
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
        return call(Deed.LOOK, path, () -> talk.calls().stat(path));
    }

    @Override
    public Optional<Entry> lstat(String path) throws TransportException, InterruptedException {
        return call(Deed.LOOK, path, () -> talk.calls().lstat(path));
    }

    @Override
    public List<Entry> list(String path) throws TransportException, InterruptedException {
        return call(Deed.LIST, path, () -> talk.calls().list(path));
    }

    @Override
    public String canonical(String path) throws TransportException, InterruptedException {
        return call(Deed.LOOK, path, () -> talk.calls().canonical(path));
    }

    @Override
    public void mkdir(String path, int mode) throws TransportException, InterruptedException {
        call(Deed.MAKE, path, () -> {
            talk.calls().mkdir(path, mode);
            return true;
        });
    }

    @Override
    public void remove(String path) throws TransportException, InterruptedException {
        call(Deed.REMOVE, path, () -> {
            talk.calls().remove(path);
            return true;
        });
    }

    @Override
    public void rmdir(String path) throws TransportException, InterruptedException {
        call(Deed.RMDIR, path, () -> {
            talk.calls().rmdir(path);
            return true;
        });
    }

    @Override
    public void rename(String from, String to) throws TransportException, InterruptedException {
        call(Deed.MAKE, to, () -> {
            talk.calls().rename(from, to);
            return true;
        });
    }

    @Override
    public void chmod(String path, int mode) throws TransportException, InterruptedException {
        call(Deed.CHANGE, path, () -> {
            talk.calls().chmod(path, mode);
            return true;
        });
    }

    @Override
    public void touch(String path, Instant modified) throws TransportException, InterruptedException {
        call(Deed.CHANGE, path, () -> {
            talk.calls().touch(path, modified);
            return true;
        });
    }

    @Override
    public void read(String path, OutputStream to, LongConsumer moved) throws TransportException, InterruptedException {
        call(Deed.READ, path, () -> {
            var handle = talk.calls().openToRead(path);
            try {
                talk.copy(moved).read(handle, talk.calls().size(handle), to);
            } finally {
                talk.calls().letGo(handle);
            }
            return true;
        });
    }

    @Override
    public void write(String path, InputStream from, int mode, LongConsumer moved)
            throws TransportException, InterruptedException {
        call(Deed.MAKE, path, () -> {
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

    private <T> T call(Deed deed, String path, SftpTalk.Work<T> work) throws TransportException, InterruptedException {
        return talk.call(new SftpTalk.Call<>(deed, path, work), deadline, within);
    }
}
