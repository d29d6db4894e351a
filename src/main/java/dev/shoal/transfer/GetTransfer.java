package dev.shoal.transfer;

import dev.shoal.files.FileProblem;
import dev.shoal.inventory.Host;
import dev.shoal.text.CleanText;
import dev.shoal.transport.Failure;
import dev.shoal.transport.RemoteFiles;
import dev.shoal.transport.RemoteFiles.Entry;
import dev.shoal.transport.TransportException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Fetches the files of the plan from one host. No data from the host is trusted: a name becomes one component below the
 * destination, or nothing. Links in a tree, devices, pipes and sockets are left out and noted; a name that no file here may
 * have fails the host, once all else is there.
 */
final class GetTransfer implements TransferTask.Transfer {
    /** Deeper than any real tree; a host could go on for ever. */
    private static final int DEEPEST = 200;

    private final GetPlan plan;
    private final Claims claims = new Claims(); // shared by all hosts of the job
    private final TemporaryNames names;

    GetTransfer(GetPlan plan, TemporaryNames names) {
        this.plan = plan;
        this.names = names;
    }

    @Override
    public void run(Host host, RemoteFiles files, HostShell shell, Tally tally)
            throws TransportException, InterruptedException {
        var one = new OneHost(host, files, tally);
        for (var source : plan.sources()) {
            one.attempt(() -> one.source(source));
        }
        if (one.failure != null) {
            throw one.told(one.failure);
        }
        if (one.refused > 0) {
            var more = one.refused > 1 ? ", and " + (one.refused - 1) + " more like that" : "";
            throw TransferTask.failure(host.name(), "not everything was taken: " + one.firstRefused + more);
        }
    }

    /** A part of the work. */
    @FunctionalInterface
    private interface Part {
        void get() throws TransportException, InterruptedException;
    }

    /** The work for one host. */
    private final class OneHost {
        private final Host host;
        private final RemoteFiles files;
        private final Tally tally;
        private String firstRefused = "";
        private int refused; // not their names: a host could go on for ever
        private @Nullable TransportException failure;
        private int failed;
        private boolean isFinal;

        OneHost(Host host, RemoteFiles files, Tally tally) {
            this.host = host;
            this.files = files;
            this.tally = tally;
        }

        /** What the host refuses does not keep it from the rest; trouble of this machine or the connection does. */
        void attempt(Part part) throws TransportException, InterruptedException {
            try {
                part.get();
            } catch (TransportException e) {
                if (isFinal || e.failure().kind() != Failure.Kind.TRANSFER) {
                    isFinal = true;
                    throw e;
                }
                failure = failure == null ? e : failure;
                failed++;
            }
        }

        /** The first failure, and how many more there were. */
        TransportException told(TransportException first) {
            int more = failed - 1 + refused;
            if (more == 0) {
                return first;
            }
            var problem = first.failure().problem() + "; " + more + (more == 1 ? " more was" : " more were")
                    + " not taken either";
            return new TransportException(
                    new Failure(
                            first.failure().phase(),
                            first.failure().kind(),
                            problem,
                            first.failure().remedy()),
                    first);
        }

        /** What the operator named is followed where it is a link. */
        void source(String source) throws TransportException, InterruptedException {
            var path = RemotePath.bare(source);
            var entry = files.stat(path)
                    .orElseThrow(() -> TransferTask.failure(host.name(), path + ": no such file or directory"));
            var name = name(path);
            var problem = RemoteName.problem(name);
            if (problem.isPresent()) {
                refuse(path, problem.get());
                return;
            }
            noteDisguise(path, name);
            var target = plan.target(host, name);
            switch (entry.kind()) {
                case FILE -> {
                    LocalWrite.sweep(target.toAbsolutePath().resolveSibling("."), names);
                    file(path, entry, target);
                }
                case DIRECTORY -> directory(path, target, 0);
                case LINK, OTHER ->
                    throw TransferTask.failure(host.name(), path + ": it is neither a file nor a directory");
            }
        }

        private String name(String path) throws TransportException, InterruptedException {
            var typed = GetPlan.typedName(path);
            if (typed.isPresent()) {
                return typed.get();
            }
            var canonical = RemotePath.name(RemotePath.bare(files.canonical(path)));
            return canonical.isEmpty() ? "root" : canonical;
        }

        private void directory(String path, Path target, int depth) throws TransportException, InterruptedException {
            if (depth > DEEPEST) {
                throw TransferTask.failure(host.name(), path + ": more than " + DEEPEST + " directories deep");
            }
            try {
                Files.createDirectories(target);
            } catch (IOException e) {
                isFinal = true;
                throw TransferTask.failure(host.name(), FileProblem.here(target, e), e);
            }
            LocalWrite.sweep(target, names);
            for (var entry : files.list(path)) {
                var below = RemotePath.in(path, entry.name());
                var problem = RemoteName.problem(entry.name());
                if (problem.isPresent()) {
                    refuse(below, problem.get());
                } else {
                    noteDisguise(below, entry.name());
                    attempt(() -> entry(below, entry, target.resolve(entry.name()), depth));
                }
            }
        }

        private void entry(String path, Entry entry, Path target, int depth)
                throws TransportException, InterruptedException {
            switch (entry.kind()) {
                case FILE -> file(path, entry, target);
                case DIRECTORY -> directory(path, target, depth + 1);
                case LINK -> tally.skipped(path, "a link");
                case OTHER -> tally.skipped(path, "neither a file nor a directory");
            }
        }

        private void file(String path, Entry entry, Path target) throws TransportException, InterruptedException {
            try {
                var before = claims.take(target);
                if (before.isPresent()) {
                    refuse(path, "another one of that name is there");
                    return;
                }
                try (var local = LocalWrite.to(target, names)) {
                    read(path, local);
                    local.done(entry.mode(), entry.modified());
                }
                tally.file();
            } catch (IOException e) {
                isFinal = true;
                throw TransferTask.failure(host.name(), FileProblem.here(target, e), e);
            }
        }

        private void noteDisguise(String path, String name) {
            if (RemoteName.isDisguised(name)) {
                tally.noted(path, "the name has invisible or direction-changing characters");
            }
        }

        private void read(String path, LocalWrite local) throws TransportException, InterruptedException {
            try {
                files.read(path, local.stream(), tally::bytes);
            } catch (TransportException e) {
                isFinal = local.isBroken();
                throw e;
            }
        }

        private void refuse(String path, String why) {
            if (refused++ == 0) {
                firstRefused = CleanText.name(path) + " (" + why + ")";
            }
        }
    }

    /**
     * The local files that a job has written or is about to, so that none is written twice: not for two names that are one to a
     * file system which ignores case, and not for two hosts. Safe for many threads.
     */
    private static final class Claims {
        private final Map<String, Path> taken = new ConcurrentHashMap<>();

        /** Takes the file; else what has it already. */
        Optional<Path> take(Path file) throws IOException {
            var exact = file.toAbsolutePath().normalize();
            var before = taken.putIfAbsent(exact.toString().toLowerCase(Locale.ROOT), exact);
            if (before == null) {
                return Optional.empty();
            }
            if (!before.equals(exact)
                    && !(Files.exists(exact) && Files.exists(before) && Files.isSameFile(exact, before))) {
                before = taken.putIfAbsent("=" + exact, exact); // no key of above begins like this
            }
            return Optional.ofNullable(before);
        }
    }

    /** Names that a host has sent, and whether a file may be called so here. */
    private static final class RemoteName {
        /** What file systems take at most. */
        private static final int MOST_BYTES = 255;

        private RemoteName() {}

        /**
         * Whether it holds characters that are not seen or turn the direction of text, so that it looks like another name: an
         * {@code exe} as a {@code txt}.
         */
        static boolean isDisguised(String name) {
            return !CleanText.line(name).equals(name);
        }

        /** Why no file here is called like this; empty where it may be. What is left is one plain component of a path. */
        static Optional<String> problem(String name) {
            if (name.isEmpty() || name.equals(".") || name.equals("..")) {
                return Optional.of("not a valid name");
            }
            if (name.indexOf('/') >= 0 || name.indexOf('\\') >= 0) {
                return Optional.of("the name has a slash");
            }
            if (name.codePoints().anyMatch(Character::isISOControl)) {
                return Optional.of("the name has control characters");
            }
            if (name.indexOf('\ufffd') >= 0) {
                return Optional.of("its name is not UTF-8");
            }
            return name.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES
                    ? Optional.of("its name is too long")
                    : Optional.empty();
        }
    }
}
