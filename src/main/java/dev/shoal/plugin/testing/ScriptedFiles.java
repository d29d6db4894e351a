package dev.shoal.plugin.testing;

import dev.shoal.transport.Deadline;
import dev.shoal.transport.Failure;
import dev.shoal.transport.Phase;
import dev.shoal.transport.RemoteFiles;
import dev.shoal.transport.TransportException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/** The files of a {@link ScriptedHost}, in memory. Relative paths begin in {@value #HOME}. It has no links. */
final class ScriptedFiles implements RemoteFiles {
    private static final String HOME = "/home/ops";
    private static final int FILE_MODE = 0644;
    private static final int DIRECTORY_MODE = 0755;

    private final String host;
    /** By absolute path. */
    private final NavigableMap<String, Node> nodes = new TreeMap<>();

    private Optional<Failure> failure = Optional.empty();

    @SuppressWarnings("ArrayRecordComponent") // no node is compared with another
    private record Node(Kind kind, byte[] bytes, int mode, Instant modified, Optional<Owner> owner) {
        static Node directory(int mode) {
            return new Node(Kind.DIRECTORY, new byte[0], mode, Instant.EPOCH, Optional.empty());
        }

        static Node file(byte[] bytes, int mode) {
            return new Node(Kind.FILE, bytes.clone(), mode, Instant.EPOCH, Optional.empty());
        }

        Entry entry(String name) {
            return new Entry(name, kind, bytes.length, mode, modified, owner);
        }
    }

    ScriptedFiles(String host) {
        this.host = host;
        makeDirectories(HOME);
    }

    /** From now on every call fails. */
    void fail(Optional<Failure> with) {
        failure = with;
    }

    void put(String path, byte[] bytes) {
        var at = absolute(path);
        makeDirectories(parent(at));
        nodes.put(at, Node.file(bytes, FILE_MODE));
    }

    Optional<byte[]> bytes(String path) {
        return Optional.ofNullable(nodes.get(absolute(path)))
                .filter(node -> node.kind() == Kind.FILE)
                .map(node -> node.bytes().clone());
    }

    byte[] read(String path) throws TransportException {
        requireReachable();
        return bytes(path).orElseThrow(() -> refused(path, reason(path)));
    }

    void write(String path, byte[] bytes) throws TransportException {
        requireReachable();
        var at = absolute(path);
        requireDirectory(path, parent(at));
        if (isDirectory(at)) {
            throw refused(path, "is a directory, not a file");
        }
        var old = nodes.get(at);
        nodes.put(at, Node.file(bytes, old == null ? FILE_MODE : old.mode()));
    }

    private String reason(String path) {
        return isDirectory(absolute(path)) ? "is a directory, not a file" : "no such file or directory";
    }

    private void makeDirectories(String path) {
        for (var at = path; !at.isEmpty(); at = parent(at)) {
            nodes.putIfAbsent(at, Node.directory(DIRECTORY_MODE));
            if (at.equals("/")) {
                return;
            }
        }
    }

    /** Without dots, doubled slashes and a slash at the end. */
    private static String absolute(String path) {
        var names = new ArrayDeque<String>();
        for (var name : (path.startsWith("/") ? path : HOME + "/" + path).split("/", -1)) {
            if (name.equals("..")) {
                names.pollLast();
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.addLast(name);
            }
        }
        return "/" + String.join("/", names);
    }

    private static String parent(String absolute) {
        int slash = absolute.lastIndexOf('/');
        return slash <= 0 ? "/" : absolute.substring(0, slash);
    }

    private boolean isDirectory(String absolute) {
        var node = nodes.get(absolute);
        return node != null && node.kind() == Kind.DIRECTORY;
    }

    private void requireReachable() throws TransportException {
        if (failure.isPresent()) {
            throw new TransportException(failure.get());
        }
    }

    private void requireDirectory(String path, String directory) throws TransportException {
        if (!isDirectory(directory)) {
            throw refused(path, "no such directory: " + directory);
        }
    }

    private Node node(String path) throws TransportException {
        requireReachable();
        var node = nodes.get(absolute(path));
        if (node == null) {
            throw refused(path, "no such file or directory");
        }
        return node;
    }

    private TransportException refused(String path, String fact) {
        return new TransportException(
                new Failure(Phase.TRANSFER, Failure.Kind.TRANSFER, host + ": " + path + ": " + fact, ""));
    }

    @Override
    public RemoteFiles until(Deadline deadline) {
        return this;
    }

    @Override
    public Optional<Entry> stat(String path) throws TransportException {
        requireReachable();
        var at = absolute(path);
        return Optional.ofNullable(nodes.get(at)).map(node -> node.entry(at.substring(at.lastIndexOf('/') + 1)));
    }

    @Override
    public Optional<Entry> lstat(String path) throws TransportException {
        return stat(path);
    }

    @Override
    public List<Entry> list(String path) throws TransportException {
        requireReachable();
        var at = absolute(path);
        if (!isDirectory(at)) {
            throw refused(path, "no such directory");
        }
        return nodes.entrySet().stream()
                .filter(entry ->
                        !entry.getKey().equals("/") && parent(entry.getKey()).equals(at))
                .map(entry -> entry.getValue()
                        .entry(entry.getKey().substring(entry.getKey().lastIndexOf('/') + 1)))
                .toList();
    }

    @Override
    public String canonical(String path) throws TransportException {
        requireReachable();
        return absolute(path);
    }

    @Override
    public void mkdir(String path, int mode) throws TransportException {
        requireReachable();
        var at = absolute(path);
        requireDirectory(path, parent(at));
        if (nodes.putIfAbsent(at, Node.directory(mode)) != null) {
            throw refused(path, "already exists");
        }
    }

    @Override
    public void remove(String path) throws TransportException {
        if (node(path).kind() == Kind.DIRECTORY) {
            throw refused(path, "is a directory, not a file");
        }
        nodes.remove(absolute(path));
    }

    @Override
    public void rmdir(String path) throws TransportException {
        if (node(path).kind() != Kind.DIRECTORY || !list(path).isEmpty()) {
            throw refused(path, "not an empty directory");
        }
        nodes.remove(absolute(path));
    }

    @Override
    public void rename(String from, String to) throws TransportException {
        var moved = node(from);
        requireDirectory(to, parent(absolute(to)));
        if (moved.kind() == Kind.DIRECTORY || isDirectory(absolute(to))) {
            moveDirectory(absolute(from), to);
            return;
        }
        nodes.remove(absolute(from));
        nodes.put(absolute(to), moved);
    }

    private void moveDirectory(String from, String to) throws TransportException {
        var at = absolute(to);
        if (nodes.containsKey(at)) {
            throw refused(to, "already exists");
        }
        var tree = Map.copyOf(nodes.subMap(from, true, from + "0", false)); // 0 comes next after /
        tree.keySet().stream()
                .filter(path -> path.equals(from) || path.startsWith(from + "/"))
                .forEach(path -> {
                    nodes.remove(path);
                    nodes.put(at + path.substring(from.length()), tree.get(path));
                });
    }

    @Override
    public void chmod(String path, int mode) throws TransportException {
        var old = node(path);
        nodes.put(absolute(path), new Node(old.kind(), old.bytes(), mode, old.modified(), old.owner()));
    }

    @Override
    public void chown(String path, Owner owner) throws TransportException {
        var old = node(path);
        nodes.put(absolute(path), new Node(old.kind(), old.bytes(), old.mode(), old.modified(), Optional.of(owner)));
    }

    @Override
    public void touch(String path, Instant modified) throws TransportException {
        var old = node(path);
        nodes.put(absolute(path), new Node(old.kind(), old.bytes(), old.mode(), modified, old.owner()));
    }

    @Override
    public void read(String path, OutputStream to, LongConsumer moved) throws TransportException {
        var bytes = read(path);
        try {
            to.write(bytes);
            moved.accept(bytes.length);
        } catch (IOException e) {
            throw refused(path, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void write(String path, InputStream from, int mode, LongConsumer moved) throws TransportException {
        requireReachable();
        var at = absolute(path);
        requireDirectory(path, parent(at));
        if (nodes.containsKey(at)) {
            throw refused(path, "already exists");
        }
        var bytes = new ByteArrayOutputStream();
        try {
            from.transferTo(bytes);
        } catch (IOException e) {
            throw refused(path, String.valueOf(e.getMessage()));
        }
        nodes.put(at, Node.file(bytes.toByteArray(), mode));
        moved.accept(bytes.size());
    }

    @Override
    public void close() {
        // nothing is open
    }
}
