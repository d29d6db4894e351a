package dev.shoal.transfer;

import dev.shoal.files.FileProblem;
import dev.shoal.fleet.Task;
import dev.shoal.text.CleanText;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a {@link Task.Put} sends where, the same for every host: looked up once, before any host is bothered. A trailing slash
 * of the destination means into that directory, else it is the exact name, of a directory too; what is there on the host
 * decides nothing. A directory that is there already gets the files in addition, and files of the same names are replaced.
 * Links in a tree are sent as the files that they lead to; those to directories or nowhere, devices, pipes and sockets are left
 * out, as {@code get} does.
 */
public final class PutPlan {
    private static final int MODE_BITS = 07777;
    private static final int DIRECTORY_DEFAULT = 0755;
    private static final int FILE_DEFAULT = 0644;

    private final List<Item> items = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();
    private final Map<String, Path> targets = new HashMap<>();

    private PutPlan() {}

    /**
     * One thing to send.
     *
     * @param target its path on the host
     */
    record Item(Path source, String target, boolean isDirectory, int mode, long bytes, Instant modified) {}

    /** Something in a tree that is not sent. */
    record LeftOut(Path path, String why) {}

    /**
     * Looks the sources up.
     *
     * @throws TransferException if one is missing or cannot be read, if two would become one, or the destination is none
     */
    public static PutPlan of(Task.Put put) throws TransferException {
        var destination = RemotePath.typed(put.destination());
        if (destination.isEmpty()) {
            throw new TransferException("put: the destination is empty; write . for the home directory");
        }
        if (put.sources().size() > 1 && !RemotePath.isInto(destination)) {
            throw new TransferException("put: " + put.sources().size() + " sources need a directory: write "
                    + CleanText.name(put.destination()) + "/");
        }
        var plan = new PutPlan();
        for (var text : put.sources()) {
            var source = Path.of(text);
            plan.add(source, RemotePath.isInto(destination) ? RemotePath.in(destination, name(source)) : destination);
        }
        return plan;
    }

    /** The bytes of all files. */
    public long bytes() {
        return items.stream().mapToLong(Item::bytes).sum();
    }

    /** A line for each thing: its source, and its path on the host. */
    public List<String> lines() {
        var lines = items.stream()
                .map(item -> CleanText.name(item.source().toString())
                        + (item.isDirectory() ? "/ -> " : " -> ")
                        + CleanText.name(item.target())
                        + (item.isDirectory() ? "/" : ""));
        var others = leftOut.stream()
                .map(one -> "left out: " + CleanText.name(one.path().toString()) + " (" + one.why() + ")");
        return Stream.concat(lines, others).toList();
    }

    /** What is not sent. */
    List<LeftOut> leftOut() {
        return List.copyOf(leftOut);
    }

    /** Each directory before what is in it. */
    List<Item> items() {
        return List.copyOf(items);
    }

    private static String name(Path source) throws TransferException {
        try {
            var name = source.getFileName();
            var plain = name != null
                    && !name.toString().isEmpty()
                    && !name.toString().startsWith(".");
            var real = plain ? name : source.toRealPath().getFileName();
            if (real == null) {
                throw new TransferException("put: " + CleanText.name(source.toString())
                        + " has no name of its own; name what is in it, or the exact destination");
            }
            return real.toString();
        } catch (IOException e) {
            throw new TransferException("put: " + FileProblem.here(source, e));
        }
    }

    private void add(Path source, String target) throws TransferException {
        var root = source;
        try {
            root = Files.isSymbolicLink(source) && Files.isDirectory(source) ? source.toRealPath() : source;
        } catch (IOException e) {
            throw new TransferException("put: " + FileProblem.here(source, e));
        }
        try (var tree = Files.walk(root)) {
            for (var path : (Iterable<Path>) tree.sorted()::iterator) {
                var below = path.equals(root) ? "" : root.relativize(path).toString();
                var why = below.isEmpty() ? Optional.<String>empty() : whyLeftOut(path);
                if (why.isPresent()) {
                    leftOut.add(new LeftOut(path, why.get()));
                    continue;
                }
                add(item(path, below.isEmpty() ? target : RemotePath.in(target, below)));
            }
        } catch (IOException e) {
            throw new TransferException("put: " + FileProblem.here(source, e));
        } catch (UncheckedIOException e) {
            var cause = Optional.ofNullable(e.getCause()).orElseGet(() -> new IOException(e));
            throw new TransferException("put: " + FileProblem.here(source, cause));
        }
    }

    private void add(Item item) throws TransferException {
        var other = targets.putIfAbsent(RemotePath.bare(item.target()), item.source());
        if (other != null) {
            throw new TransferException("put: " + CleanText.name(other.toString()) + " and "
                    + CleanText.name(item.source().toString()) + " would both become " + CleanText.name(item.target()));
        }
        items.add(item);
    }

    private static Optional<String> whyLeftOut(Path path) {
        boolean isLink = Files.isSymbolicLink(path);
        if (isLink && !Files.exists(path)) {
            return Optional.of("a link that leads nowhere");
        }
        if (isLink && Files.isDirectory(path)) {
            return Optional.of("a link to a directory");
        }
        return Files.isRegularFile(path) || Files.isDirectory(path)
                ? Optional.empty()
                : Optional.of("neither a file nor a directory");
    }

    private static Item item(Path path, String target) throws IOException, TransferException {
        if (!Path.of(path.toString()).equals(path)) {
            throw refused(path, "its name is not UTF-8, so hosts would get another name");
        }
        if (!Files.exists(path) && Files.isSymbolicLink(path)) {
            throw refused(path, "it is a link that leads nowhere");
        }
        var attributes = Files.readAttributes(path, BasicFileAttributes.class);
        boolean isDirectory = attributes.isDirectory();
        if (!isDirectory && !attributes.isRegularFile()) {
            throw refused(path, "it is neither a file nor a directory");
        }
        if (!Files.isReadable(path)) {
            throw refused(path, "permission denied");
        }
        return new Item(
                path,
                target,
                isDirectory,
                mode(path, isDirectory),
                isDirectory ? 0 : attributes.size(),
                attributes.lastModifiedTime().toInstant());
    }

    private static TransferException refused(Path path, String why) {
        return new TransferException("put: " + CleanText.name(path.toString()) + ": " + why + " (on this machine)");
    }

    private static int mode(Path path, boolean isDirectory) throws IOException {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return isDirectory ? DIRECTORY_DEFAULT : FILE_DEFAULT;
        }
        var mode = Files.getAttribute(path, "unix:mode");
        return mode instanceof Integer bits ? bits & MODE_BITS : FILE_DEFAULT;
    }
}
