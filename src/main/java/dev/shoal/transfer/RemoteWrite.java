package dev.shoal.transfer;

import dev.shoal.files.FileProblem;
import dev.shoal.text.CleanText;
import dev.shoal.transport.Deadline;
import dev.shoal.transport.Failure;
import dev.shoal.transport.Phase;
import dev.shoal.transport.RemoteFiles;
import dev.shoal.transport.RemoteFiles.Entry;
import dev.shoal.transport.TransportException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;

/**
 * Puts a file in the place of another one on a host: under a temporary name beside it, and renamed when it is whole. If
 * anything fails before that, the old file stays as it was, and the temporary one is removed if the host still answers.
 *
 * <p>Owner, group and mode of the old file are given to the new one first, and where the host has a shell ACL and extended
 * attributes. Where a rename would lose something, as another name of the file (a hard link), an owner that the user may not
 * give, or a mount, the host's shell copies the new contents into the old file. Where nothing helps, nothing is changed.
 */
final class RemoteWrite {
    private static final Logger LOG = LogManager.getLogger(RemoteWrite.class);
    /** A run that is stopped waits 1.5 s for its hosts (fleet), of which the call before may have taken 0.5 s. */
    private static final Duration CLEANING = Duration.ofMillis(700);
    /** Until it has the old file's mode, only its owner may read what may be a secret. */
    private static final int PRIVATE = 0600;

    private static final int SET_ID = 06000;

    private final String host;
    private final RemoteFiles files;
    private final HostShell shell;
    private final TemporaryNames names;
    private final BiConsumer<String, String> lost;

    /**
     * Writes on that host, which messages name.
     *
     * @param lost receives what could not be kept: the path, and what it was
     */
    RemoteWrite(
            String host, RemoteFiles files, HostShell shell, TemporaryNames names, BiConsumer<String, String> lost) {
        this.host = host;
        this.files = files;
        this.shell = shell;
        this.names = names;
        this.lost = lost;
    }

    /** Where bytes come from. */
    @FunctionalInterface
    interface Source {
        InputStream open() throws IOException;
    }

    /**
     * What the new file is to be.
     *
     * @param bytes how many are expected
     * @param mode unless there is a file already
     * @param modified when it was changed last; empty is now
     */
    record Content(Source source, long bytes, int mode, Optional<Instant> modified) {}

    /** The file that is there, by its own name. */
    private record Place(String path, Optional<Entry> old) {}

    /** Sends a file of this machine. */
    void file(PutPlan.Item item, LongConsumer moved) throws TransportException, InterruptedException {
        Path path = item.source();
        var content =
                new Content(() -> Files.newInputStream(path), item.bytes(), item.mode(), Optional.of(item.modified()));
        try {
            replace(item.target(), content, moved);
        } catch (IOException e) {
            throw failed(FileProblem.here(path, e), e);
        }
    }

    /** Does it; an exception of the source's own comes out as it is. */
    void replace(String named, Content content, LongConsumer moved)
            throws TransportException, InterruptedException, IOException {
        var place = place(named);
        var name = names.next();
        var temporary = RemotePath.in(RemotePath.parent(place.path()), name);
        boolean done = false;
        try {
            send(named, temporary, content, place.old().isPresent() ? PRIVATE : content.mode(), moved);
            put(place, temporary, content);
            done = true;
        } catch (TransportException e) {
            done = true;
            throw renamed(e, temporary, place.path(), clean(temporary));
        } finally {
            if (!done) {
                clean(temporary);
            }
            names.release(name);
        }
    }

    private void send(String named, String temporary, Content content, int mode, LongConsumer moved)
            throws TransportException, InterruptedException, IOException {
        try (var from = new Counted(content.source().open())) {
            files.write(temporary, from, mode, moved);
            if (from.count() != content.bytes()) {
                throw failed(
                        named + ": it changed here while it was sent (" + content.bytes() + " bytes, then "
                                + from.count() + "), the old file is kept. Send it again",
                        null);
            }
            if (content.modified().isPresent()) {
                files.touch(temporary, content.modified().get());
            }
        }
    }

    private void put(Place place, String temporary, Content content) throws TransportException, InterruptedException {
        if (place.old().isEmpty()) {
            files.rename(temporary, place.path());
            return;
        }
        var old = place.old().get();
        var kept = shell.keep(place.path(), temporary).map(HostShell.Answer::word);
        if (kept.equals(Optional.of(HostShell.Word.LINKED))) {
            writeInPlace(place, temporary, failed(place.path() + ": it has several names (hard links)", null));
            return;
        }
        try {
            own(old, temporary, content);
            files.rename(temporary, place.path());
        } catch (TransportException e) {
            if (e.failure().kind() != Failure.Kind.TRANSFER) {
                throw e;
            }
            writeInPlace(place, temporary, e);
            return;
        }
        if (kept.equals(Optional.of(HostShell.Word.LOST))) {
            lost.accept(place.path(), "its ACL or extended attributes are lost: the cp there cannot copy them");
        }
    }

    /** Gives the temporary file owner, group and mode of the old one; the owner first, which may clear setuid. */
    private void own(Entry old, String temporary, Content content) throws TransportException, InterruptedException {
        var now = files.stat(temporary).orElseThrow(() -> failed(temporary + ": it is gone", null));
        if (now.bytes() != content.bytes()) {
            throw new TransportException(new Failure(
                    Phase.TRANSFER,
                    Failure.Kind.PROTOCOL,
                    host + ": " + temporary + ": " + now.bytes() + " of " + content.bytes() + " bytes arrived",
                    "The old file is kept"));
        }
        if (old.owner().isPresent() && !old.owner().equals(now.owner())) {
            try {
                files.chown(temporary, old.owner().get());
            } catch (TransportException e) {
                throw e.failure().kind() == Failure.Kind.TRANSFER ? foreign(old, temporary, e) : e;
            }
        }
        if (old.mode() != PRIVATE || now.mode() != PRIVATE) {
            files.chmod(temporary, old.mode());
        }
    }

    private TransportException foreign(Entry old, String temporary, TransportException cause) {
        var owner = old.owner().orElseThrow();
        return failed(
                temporary + ": it belongs to user " + Integer.toUnsignedString(owner.uid()) + ", group "
                        + Integer.toUnsignedString(owner.gid())
                        + ", which would be lost; it is kept. Log in with -l as its owner or as root",
                cause);
    }

    /** Has the shell do it; where there is none, the reason for that is the failure. */
    private void writeInPlace(Place place, String temporary, TransportException reason)
            throws TransportException, InterruptedException {
        var answer = shell.writeInPlace(place.path(), temporary)
                .orElseThrow(() -> new TransportException(
                        new Failure(
                                reason.failure().phase(),
                                reason.failure().kind(),
                                reason.failure().problem()
                                        + ". It can only be written in place, for which the host gives no shell",
                                reason.failure().remedy()),
                        reason));
        switch (answer.word()) {
            case WRITTEN -> keepSetId(place);
            case BROKEN ->
                throw failed(
                        place.path() + ": writing it in place failed (" + answer.text() + "); its old contents are in "
                                + temporary + ".old",
                        reason);
            default ->
                throw failed(
                        place.path() + ": it could not be written in place (" + answer.text()
                                + "), and is as it was. In place because: "
                                + reason.failure().message(),
                        reason);
        }
    }

    /** Writing clears them. */
    private void keepSetId(Place place) throws TransportException, InterruptedException {
        int mode = place.old().map(Entry::mode).orElse(0);
        if ((mode & SET_ID) == 0) {
            return;
        }
        try {
            files.chmod(place.path(), mode);
        } catch (TransportException e) {
            if (e.failure().kind() != Failure.Kind.TRANSFER) {
                throw e;
            }
            lost.accept(place.path(), "setuid and setgid are lost: only its owner can set them");
        }
    }

    /** What the name stands for: a link stays, and what it leads to is replaced. */
    private Place place(String named) throws TransportException, InterruptedException {
        var there = files.lstat(named);
        if (there.isEmpty()) {
            return new Place(named, Optional.empty());
        }
        return switch (there.get().kind()) {
            case FILE -> new Place(named, there);
            case LINK -> {
                var path = files.canonical(named);
                var target = files.lstat(path);
                if (target.isPresent() && target.get().kind() != RemoteFiles.Kind.FILE) {
                    throw failed(named + ": it is a link to something that is not a file: " + path, null);
                }
                yield new Place(path, target);
            }
            case DIRECTORY -> throw failed(named + ": is a directory; to put into it write " + named + "/", null);
            case OTHER -> throw failed(named + ": is a device, pipe or socket, which is not replaced", null);
        };
    }

    /** The operator knows the file by its own name, but needs the other one where that file is left. */
    private static TransportException renamed(
            TransportException thrown, String temporary, String target, boolean isClean) {
        var failure = thrown.failure();
        var problem = failure.problem().replace(temporary + ".old", "\0").replace(temporary, CleanText.name(target));
        var remedy = isClean
                ? failure.remedy()
                : failure.remedy() + (failure.remedy().isEmpty() ? "" : ". ") + "Part of the new file may be left as "
                        + CleanText.name(temporary) + "; the next put into that directory removes it";
        return new TransportException(
                new Failure(
                        failure.phase(),
                        failure.kind(),
                        problem.replace("\0", CleanText.line(temporary + ".old")),
                        remedy),
                thrown);
    }

    /** Whether it is known to be gone. */
    private boolean clean(String temporary) {
        try {
            files.until(Deadline.in(CLEANING)).remove(temporary);
            return true;
        } catch (TransportException e) {
            LOG.debug("{}: {} is not removed: {}", host, temporary, e.failure().problem());
            return e.failure().kind() == Failure.Kind.TRANSFER;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private TransportException failed(String problem, @Nullable Throwable cause) {
        return TransferTask.failure(host, problem, cause);
    }

    /** Counts what is read of a stream. */
    private static final class Counted extends FilterInputStream {
        private long count;

        Counted(InputStream in) {
            super(in);
        }

        long count() {
            return count;
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count += one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int got = super.read(into, offset, length);
            count += Math.max(0, got);
            return got;
        }

        /** Not counted, and not used. */
        @Override
        public long skip(long bytes) throws IOException {
            throw new IOException("not skipped");
        }
    }
}
