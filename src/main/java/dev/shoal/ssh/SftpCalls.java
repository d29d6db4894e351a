package dev.shoal.ssh;

import dev.shoal.transport.RemoteFiles.Entry;
import dev.shoal.transport.RemoteFiles.Owner;
import net.schmizz.sshj.common.Buffer.PlainBuffer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The requests of SFTP 3 that are one question and one answer. Used by one thread at a time. */
final class SftpCalls {
    static final int OPEN_READ = 1;
    static final int OPEN_NEW = 2 | 8 | 32; // write, create, and fail where it is there

    private static final int OPEN = 3;
    private static final int CLOSE = 4;
    private static final int LSTAT = 7;
    private static final int FSTAT = 8;
    private static final int SETSTAT = 9;
    private static final int FSETSTAT = 10;
    private static final int OPENDIR = 11;
    private static final int READDIR = 12;
    private static final int REMOVE = 13;
    private static final int MKDIR = 14;
    private static final int RMDIR = 15;
    private static final int REALPATH = 16;
    private static final int STAT = 17;
    private static final int RENAME = 18;
    private static final int EXTENDED = 200;
    private static final String POSIX_RENAME = "posix-rename@openssh.com";
    /** A directory that is longer is taken for a host that means harm. */
    private static final int MOST_NAMES = 1_000_000;

    private final SftpChannel channel;

    SftpCalls(SftpChannel channel) {
        this.channel = channel;
    }

    static byte[] bytes(String path) {
        return path.getBytes(StandardCharsets.UTF_8);
    }

    static PlainBuffer extended(SftpChannel channel, String name) {
        return channel.request(EXTENDED).putString(bytes(name));
    }

    Optional<Entry> stat(String path) throws IOException {
        return found(STAT, path);
    }

    Optional<Entry> lstat(String path) throws IOException {
        return found(LSTAT, path);
    }

    private Optional<Entry> found(int type, String path) throws IOException {
        try {
            var attributes = channel.ask(request(type, path)).attributes();
            return Optional.of(attributes.named(path.substring(path.lastIndexOf('/') + 1)));
        } catch (SftpException e) {
            if (e.code() == SftpException.NO_SUCH_FILE || e.code() == SftpException.NO_SUCH_PATH) {
                return Optional.empty();
            }
            throw e;
        }
    }

    long size(byte[] handle) throws IOException {
        return channel.ask(channel.request(FSTAT).putString(handle))
                .attributes()
                .size();
    }

    List<Entry> list(String path) throws IOException {
        var handle = channel.ask(request(OPENDIR, path)).handle();
        var entries = new ArrayList<Entry>();
        try {
            while (readMore(handle, entries)) {
                if (entries.size() > MOST_NAMES) {
                    throw new SftpException.Malformed("a directory of more than " + MOST_NAMES + " names");
                }
            }
        } finally {
            channel.forget(channel.send(channel.request(CLOSE).putString(handle)));
        }
        entries.sort(Comparator.comparing(Entry::name));
        return entries;
    }

    private boolean readMore(byte[] handle, List<Entry> entries) throws IOException {
        try {
            var names = channel.ask(channel.request(READDIR).putString(handle)).names();
            for (long left = names.readUInt32(); left > 0; left--) {
                var name = names.readString(StandardCharsets.UTF_8);
                names.readStringAsBytes(); // the line that ls -l would print
                var entry = SftpAttributes.read(names).named(name);
                if (!name.equals(".") && !name.equals("..")) {
                    entries.add(entry);
                }
            }
            return true;
        } catch (SftpException e) {
            if (e.code() == SftpException.EOF) {
                return false;
            }
            throw e;
        }
    }

    String canonical(String path) throws IOException {
        var names = channel.ask(request(REALPATH, path)).names();
        if (names.readUInt32() != 1) {
            throw new SftpException.Malformed("several paths for one");
        }
        return names.readString(StandardCharsets.UTF_8);
    }

    void mkdir(String path, int mode) throws IOException {
        channel.ask(SftpAttributes.mode(mode, request(MKDIR, path))).ok();
    }

    void remove(String path) throws IOException {
        channel.ask(request(REMOVE, path)).ok();
    }

    void rmdir(String path) throws IOException {
        channel.ask(request(RMDIR, path)).ok();
    }

    void chmod(String path, int mode) throws IOException {
        channel.ask(SftpAttributes.mode(mode, request(SETSTAT, path))).ok();
    }

    void chown(String path, Owner owner) throws IOException {
        channel.ask(SftpAttributes.owner(owner, request(SETSTAT, path))).ok();
    }

    void touch(String path, Instant modified) throws IOException {
        channel.ask(SftpAttributes.modified(modified, request(SETSTAT, path))).ok();
    }

    /**
     * Renames in place of what is there. A server that knows only SFTP's own rename refuses that; there the old file is
     * moved aside first, and back where that is in vain.
     */
    void rename(String from, String to) throws IOException {
        if (channel.has(POSIX_RENAME)) {
            channel.ask(extended(channel, POSIX_RENAME).putString(bytes(from)).putString(bytes(to)))
                    .ok();
            return;
        }
        try {
            plainRename(from, to);
        } catch (SftpException e) {
            if (lstat(to).isEmpty()) {
                throw e;
            }
            renameAround(from, to);
        }
    }

    private void renameAround(String from, String to) throws IOException {
        var aside = from + ".old";
        plainRename(to, aside);
        boolean done = false;
        try {
            plainRename(from, to);
            done = true;
        } finally {
            if (!done) {
                plainRename(aside, to);
            }
        }
        remove(aside);
    }

    private void plainRename(String from, String to) throws IOException {
        channel.ask(request(RENAME, from).putString(bytes(to))).ok();
    }

    byte[] openToRead(String path) throws IOException {
        return channel.ask(SftpAttributes.none(request(OPEN, path).putUInt32(OPEN_READ)))
                .handle();
    }

    byte[] openNew(String path, int mode) throws IOException {
        return channel.ask(SftpAttributes.mode(mode, request(OPEN, path).putUInt32(OPEN_NEW)))
                .handle();
    }

    /** Sets the mode independent of the umask there; a server that cannot do that has set it as far as the umask let it. */
    void setMode(byte[] handle, int mode) throws IOException {
        try {
            channel.ask(SftpAttributes.mode(mode, channel.request(FSETSTAT).putString(handle)))
                    .ok();
        } catch (SftpException e) {
            if (e.code() != SftpException.UNSUPPORTED) {
                throw e;
            }
        }
    }

    /** Reports what the host could not write until now. */
    void close(byte[] handle) throws IOException {
        channel.ask(channel.request(CLOSE).putString(handle)).ok();
    }

    /** Closes it without waiting for what comes of that. */
    void letGo(byte[] handle) throws IOException {
        channel.forget(channel.send(channel.request(CLOSE).putString(handle)));
    }

    private PlainBuffer request(int type, String path) {
        return channel.request(type).putString(bytes(path));
    }
}
