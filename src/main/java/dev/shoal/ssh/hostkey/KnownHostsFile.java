package dev.shoal.ssh.hostkey;

import dev.shoal.ssh.hostkey.KnownHostsLine.Entry;
import dev.shoal.ssh.hostkey.KnownHostsLine.Marker;
import dev.shoal.ssh.key.KeyBlob;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One known_hosts file: read when first asked, then found in memory; read on where others have added to it, and read anew where
 * it was replaced. Safe for many threads, and beside other processes that append to the file.
 */
final class KnownHostsFile {
    private static final Logger log = LogManager.getLogger(KnownHostsFile.class);

    /** How much of which file the index holds. */
    private record Read(@Nullable Object fileKey, long bytes, int lines, boolean terminated) {
        static final Read NOTHING = new Read(null, 0, 0, true);
    }

    private final Path path;

    /** Guards reading and appending. Held for I/O on purpose: what is in memory and what is in the file move together. */
    private final ReentrantLock moving = new ReentrantLock();

    private Read read = Read.NOTHING;
    private boolean lockIsStuck;
    private volatile @Nullable KnownHostsIndex index;

    KnownHostsFile(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /** The lines of the file for the name, in its order; none without a file. */
    List<Entry> of(String name) throws IOException {
        if (index == null) {
            refresh();
        }
        return current().of(name);
    }

    /**
     * Reads what is new in the file; whether there was anything.
     *
     * @throws FileSystemException if it cannot be read; it names the file
     */
    boolean refresh() throws IOException {
        moving.lock();
        try {
            if (attributes() == null) {
                return forget();
            }
            try (var file = FileChannel.open(path, StandardOpenOption.READ)) {
                return readOn(file);
            }
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            var named = new FileSystemException(path.toString(), null, e.getMessage());
            named.initCause(e);
            throw named;
        } finally {
            moving.unlock();
        }
    }

    /**
     * Adds a line, unless a key is known of the name by now: another process, or another thread, may have been faster.
     *
     * @return whether it was added
     * @throws IOException if the file cannot be written
     */
    boolean append(String name, KeyBlob key) throws IOException {
        moving.lock();
        try (var file = KnownHostsAppender.open(path, !lockIsStuck)) {
            lockIsStuck = !file.isLocked();
            readOn(file.reader());
            if (isKnown(name)) {
                return false;
            }
            var line = name + " " + key.type() + " " + key.base64() + "\n";
            file.write(read.terminated ? line : "\n" + line);
            readOn(file.reader());
            return true;
        } finally {
            moving.unlock();
        }
    }

    /** Keeps the key for as long as this object lives, for a file that cannot be written; as {@link #append} otherwise. */
    boolean remember(String name, KeyBlob key) {
        moving.lock();
        try {
            if (isKnown(name)) {
                return false;
            }
            current().add(List.of(new Entry(path, 0, Marker.HOST, name, key)));
            return true;
        } finally {
            moving.unlock();
        }
    }

    /** Whether lines can be kept in it: a device, as /dev/null, keeps none. */
    boolean keepsLines() {
        return !Files.exists(path) || Files.isRegularFile(path);
    }

    private boolean isKnown(String name) {
        return current().of(name).stream().anyMatch(line -> line.marker() == Marker.HOST);
    }

    private KnownHostsIndex current() {
        var loaded = index;
        if (loaded == null) {
            throw new IllegalStateException(path + " was not read yet");
        }
        return loaded;
    }

    /** Null if the file is missing, or a device, as /dev/null, which holds nothing. */
    private @Nullable BasicFileAttributes attributes() throws IOException {
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return attributes.isOther() ? null : attributes;
        } catch (NoSuchFileException e) {
            log.debug("{}: no such file, so it knows no host", path);
            return null;
        }
    }

    private boolean forget() {
        if (index != null && read.bytes == 0) {
            return false;
        }
        index = new KnownHostsIndex();
        read = Read.NOTHING;
        return true;
    }

    private boolean readOn(FileChannel file) throws IOException {
        var attributes = attributes();
        if (attributes == null) {
            return forget();
        }
        boolean sameFile = index != null
                && attributes.fileKey() != null
                && attributes.fileKey().equals(read.fileKey);
        if (sameFile && file.size() == read.bytes) {
            return false;
        }
        if (!sameFile || file.size() < read.bytes || !read.terminated) {
            index = new KnownHostsIndex();
            read = new Read(attributes.fileKey(), 0, 0, true);
        }
        take(KnownHostsAppender.bytesFrom(file, read.bytes));
        return true;
    }

    private void take(byte[] bytes) {
        var keys = new ArrayList<Entry>();
        int number = read.lines;
        for (var line : new String(bytes, StandardCharsets.ISO_8859_1).lines().toList()) {
            number++;
            switch (KnownHostsLine.parse(path, number, line)) {
                case Entry entry -> keys.add(entry);
                case KnownHostsLine.Damaged damaged ->
                    log.warn("{}:{}: this line was skipped: {}", path, number, damaged.why());
                case KnownHostsLine.Nothing nothing -> log.trace("{}:{}: blank or a comment", path, number);
            }
        }
        current().add(keys);
        boolean terminated = bytes.length == 0 ? read.terminated : bytes[bytes.length - 1] == '\n';
        read = new Read(read.fileKey, read.bytes + bytes.length, number, terminated);
    }

    /** The lines of one known_hosts file, found by name. Look-ups are safe for many threads beside one that adds. */
    private static final class KnownHostsIndex {
        private record Patterned(HostPatterns patterns, Entry key) {}

        private final Map<String, List<Entry>> literal = new ConcurrentHashMap<>();
        private final List<Patterned> patterned = new CopyOnWriteArrayList<>();
        private volatile HashedLines hashed = HashedLines.NONE;

        void add(List<Entry> keys) {
            var newlyPatterned = new ArrayList<Patterned>();
            for (var key : keys) {
                if (!key.isHashed()) {
                    addPlain(key, newlyPatterned);
                }
            }
            patterned.addAll(newlyPatterned);
            hashed = hashed.and(keys.stream().filter(Entry::isHashed).toList());
        }

        private void addPlain(Entry key, List<Patterned> newlyPatterned) {
            var patterns = HostPatterns.of(key.names());
            if (!patterns.isLiteral()) {
                newlyPatterned.add(new Patterned(patterns, key));
                return;
            }
            for (var name : patterns.literals()) {
                literal.merge(name, List.of(key), KnownHostsIndex::joined);
            }
        }

        /** The lines for the name, in the order of the file; the name is in lower case, with brackets where it has a port. */
        List<Entry> of(String name) {
            var keys = new ArrayList<Entry>(literal.getOrDefault(name, List.of()));
            for (var line : patterned) {
                if (line.patterns.fit(name)) {
                    keys.add(line.key);
                }
            }
            keys.addAll(hashed.of(name));
            keys.sort(Comparator.comparingInt(Entry::line));
            return keys;
        }

        private static List<Entry> joined(List<Entry> some, List<Entry> more) {
            var all = new ArrayList<>(some);
            all.addAll(more);
            return List.copyOf(all);
        }
    }
}
