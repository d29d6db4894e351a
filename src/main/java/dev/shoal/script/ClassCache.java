package dev.shoal.script;

import dev.shoal.script.Compiled.ClassBytes;
import dev.shoal.script.Compiled.Entry;
import dev.shoal.text.Digest;
import groovy.lang.GroovySystem;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Optional;

/**
 * Compiled classes by what they were compiled from, so that an unchanged script need not be compiled again. A directory for
 * each source, written under another name and renamed: several processes may use it. It is code, so that a directory which is
 * not ours alone is not used. What cannot be read or written is compiled anew, and nobody need know.
 */
public final class ClassCache {
    private static final Logger LOG = LogManager.getLogger(ClassCache.class);
    private static final String INDEX = "INDEX";

    private final Optional<Path> dir;

    private ClassCache(Optional<Path> dir) {
        this.dir = dir;
    }

    /** A cache in this directory, which need not be there yet. */
    public static ClassCache in(Path dir) {
        return new ClassCache(Optional.of(dir));
    }

    /** A cache that keeps nothing. */
    public static ClassCache none() {
        return new ClassCache(Optional.empty());
    }

    /** SHA-256 over everything that the classes depend on. */
    String key(String name, String text, String kind) {
        var parts = new ArrayList<String>();
        parts.add(name);
        parts.add(text);
        parts.add(kind);
        parts.add(GroovySystem.getVersion());
        parts.add(Runtime.version().toString());
        parts.add(String.valueOf(ClassCache.class.getPackage().getImplementationVersion()));
        return Digest.of(String.join("\0", parts));
    }

    Optional<Compiled> read(String key) {
        if (dir.isEmpty() || !Files.isRegularFile(dir.get().resolve(key).resolve(INDEX)) || !isOurs(dir.get())) {
            return Optional.empty();
        }
        try {
            var place = dir.get().resolve(key);
            var classes = new ArrayList<Entry>();
            for (var line : Files.readAllLines(place.resolve(INDEX))) {
                var name = line.substring(line.indexOf(' ') + 1);
                var bytes = Files.readAllBytes(place.resolve(name + ".class"));
                if (!line.equals(line(name, bytes))) {
                    discard(place); // a disk that was full has cut it off
                    return Optional.empty();
                }
                classes.add(new Entry(name, new ClassBytes(bytes)));
            }
            return Optional.of(new Compiled(classes));
        } catch (IOException e) {
            LOG.debug("not read from the cache: {}", key, e);
            return Optional.empty();
        }
    }

    void write(String key, Compiled compiled) {
        if (dir.isEmpty()) {
            return;
        }
        try {
            var attribute = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
            Files.createDirectories(dir.get(), attribute);
            if (!isOurs(dir.get())) {
                LOG.warn("{} is not ours alone, so that no compiled scripts are kept there", dir.get());
                return;
            }
            var draft = Files.createTempDirectory(dir.get(), "draft", attribute);
            for (var entry : compiled.classes()) {
                Files.write(
                        draft.resolve(entry.name() + ".class"), entry.bytes().bytes());
            }
            Files.write(
                    draft.resolve(INDEX),
                    compiled.classes().stream()
                            .map(entry -> line(entry.name(), entry.bytes().bytes()))
                            .toList());
            publish(draft, dir.get().resolve(key));
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("not written to the cache: {}", key, e);
        }
    }

    /** What the index says of a class: how long its file is, and its name. */
    private static String line(String name, byte[] bytes) {
        return bytes.length + " " + name;
    }

    private static void publish(Path draft, Path place) throws IOException {
        try {
            Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            LOG.debug("another process was quicker: {}", place, e);
            discard(draft);
        }
    }

    private static void discard(Path place) throws IOException {
        try (var files = Files.list(place)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(place);
    }

    private static boolean isOurs(Path dir) {
        try {
            var permissions = Files.getPosixFilePermissions(dir, LinkOption.NOFOLLOW_LINKS);
            var owner = Files.getOwner(dir, LinkOption.NOFOLLOW_LINKS).getName();
            return PosixFilePermissions.toString(permissions).endsWith("------")
                    && owner.equals(System.getProperty("user.name"));
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
