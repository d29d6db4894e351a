package dev.shoal.transfer;

import dev.shoal.transport.Deadline;
import dev.shoal.transport.Failure;
import dev.shoal.transport.RemoteFiles;
import dev.shoal.transport.TransportException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;

/**
 * Puts a file in the place of another one on a host: under a temporary name beside it, and renamed when it is whole. Whatever
 * goes wrong before, the old file stays as it was, and the temporary one is removed if the host still answers.
 */
final class RemoteWrite {
    static final String TEMPORARY = ".shoal-";

    private static final Logger LOG = LogManager.getLogger(RemoteWrite.class);
    /** A run that is stopped waits 1.5 s for its hosts (fleet), of which the call before may have taken 0.5 s. */
    private static final Duration CLEANING = Duration.ofMillis(700);

    private final String host;
    private final RemoteFiles files;

    /** Writes on that host, which messages name. */
    RemoteWrite(String host, RemoteFiles files) {
        this.host = host;
        this.files = files;
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
     * @param modified when it was changed last; empty is now
     */
    record Content(Source source, long bytes, int mode, Optional<Instant> modified) {}

    /** Sends a file of this machine. */
    void file(PutPlan.Item item, LongConsumer moved) throws TransportException, InterruptedException {
        Path path = item.source();
        var content =
                new Content(() -> Files.newInputStream(path), item.bytes(), item.mode(), Optional.of(item.modified()));
        try {
            replace(item.target(), content, moved);
        } catch (IOException e) {
            throw failed(LocalTrouble.of(path, e), e);
        }
    }

    /** Does it; an exception of the source's own comes out as it is. */
    void replace(String named, Content content, LongConsumer moved)
            throws TransportException, InterruptedException, IOException {
        var target = place(named);
        var temporary = RemotePath.in(
                RemotePath.parent(target),
                TEMPORARY + UUID.randomUUID().toString().replace("-", ""));
        boolean done = false;
        try (var from = new Counted(content.source().open())) {
            files.write(temporary, from, content.mode(), moved);
            if (from.count() != content.bytes()) {
                throw failed(
                        named + ": it changed here while it was sent (" + content.bytes() + " bytes, then "
                                + from.count() + "), the old file is kept. Send it again",
                        null);
            }
            if (content.modified().isPresent()) {
                files.touch(temporary, content.modified().get());
            }
            files.rename(temporary, target);
            done = true;
        } catch (TransportException e) {
            throw renamed(e, temporary, target);
        } finally {
            if (!done) {
                clean(temporary);
            }
        }
    }

    /** What the name stands for: a link stays, and what it leads to is replaced. */
    private String place(String named) throws TransportException, InterruptedException {
        var there = files.lstat(named);
        if (there.isEmpty()) {
            return named;
        }
        return switch (there.get().kind()) {
            case FILE -> named;
            case LINK -> files.canonical(named);
            case DIRECTORY -> throw failed(named + ": a directory is there. To put into it write " + named + "/", null);
            case OTHER -> throw failed(named + ": a device, pipe or socket is there, which is not replaced", null);
        };
    }

    /** The operator knows the file by its own name. */
    private static TransportException renamed(TransportException thrown, String temporary, String target) {
        var failure = thrown.failure();
        var problem = failure.problem().replace(temporary, Shown.name(target));
        return new TransportException(new Failure(failure.phase(), failure.kind(), problem, failure.remedy()), thrown);
    }

    private void clean(String temporary) {
        try {
            files.until(Deadline.in(CLEANING)).remove(temporary);
        } catch (TransportException e) {
            LOG.debug("{}: {} is not removed: {}", host, temporary, e.failure().problem());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private TransportException failed(String problem, @Nullable Throwable cause) {
        return Failures.of(host, problem, cause);
    }
}
