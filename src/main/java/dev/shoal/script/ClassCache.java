package dev.shoal.script;

import dev.shoal.text.Digest;
import groovy.lang.GroovyClassLoader;
import groovy.lang.GroovySystem;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.Phases;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compiles files of Groovy, and keeps the classes in a directory, so that an unchanged file is compiled once. Each source has a
 * directory of its own, which is written under a temporary name and renamed: several processes may use the cache. Since it
 * holds code, it is used only if no other user can write to it. On any I/O error the file is compiled again silently. Safe
 * for many threads.
 */
public final class ClassCache {
    private static final Logger LOG = LogManager.getLogger(ClassCache.class);
    private static final String INDEX = "INDEX";

    private final Path dir;

    private ClassCache(Path dir) {
        this.dir = dir;
    }

    /** A cache in this directory, which is made when it is needed. */
    public static ClassCache in(Path dir) {
        return new ClassCache(dir);
    }

    /**
     * The classes of a file and of the helper files that it needs.
     *
     * @param kind what it is compiled as: part of the key in the cache
     * @param parent where the classes that it uses come from
     * @throws org.codehaus.groovy.control.CompilationFailedException if it cannot be compiled
     */
    ScriptClasses compile(Sources sources, String kind, CompilerConfiguration configuration, ClassLoader parent)
            throws IOException {
        var key = key(sources, kind);
        var known = read(key);
        if (known.isPresent()) {
            return new ScriptClasses(parent, known.get());
        }
        try (var resolver = new GroovyClassLoader(parent, configuration)) {
            var classes = sources.compile(configuration, resolver, Phases.CLASS_GENERATION);
            write(key, classes);
            return new ScriptClasses(parent, classes);
        }
    }

    /** SHA-256 over everything that the classes depend on. */
    private static String key(Sources sources, String kind) {
        var parts = List.of(
                sources.main().name(),
                sources.digest(),
                kind,
                GroovySystem.getVersion(),
                Runtime.version().toString(),
                String.valueOf(ClassCache.class.getPackage().getImplementationVersion()));
        return Digest.of(String.join("\0", parts));
    }

    private Optional<Map<String, byte[]>> read(String key) {
        var place = dir.resolve(key);
        if (!Files.isRegularFile(place.resolve(INDEX)) || !isOurs(dir)) {
            return Optional.empty();
        }
        try {
            var classes = new LinkedHashMap<String, byte[]>();
            for (var line : Files.readAllLines(place.resolve(INDEX))) {
                var name = line.substring(line.indexOf(' ') + 1);
                var bytes = Files.readAllBytes(place.resolve(name + ".class"));
                if (!line.equals(line(name, bytes))) {
                    discard(place); // cut off, as when the disk was full
                    return Optional.empty();
                }
                classes.put(name, bytes);
            }
            return Optional.of(classes);
        } catch (IOException e) {
            LOG.debug("not read from the cache: {}", key, e);
            return Optional.empty();
        }
    }

    private void write(String key, Map<String, byte[]> classes) {
        try {
            var attribute = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
            Files.createDirectories(dir, attribute);
            if (!isOurs(dir)) {
                LOG.warn("{} is not private to this user, so no compiled scripts are kept there", dir);
                return;
            }
            var draft = Files.createTempDirectory(dir, "draft", attribute);
            var index = new ArrayList<String>();
            for (var entry : classes.entrySet()) {
                Files.write(draft.resolve(entry.getKey() + ".class"), entry.getValue());
                index.add(line(entry.getKey(), entry.getValue()));
            }
            Files.write(draft.resolve(INDEX), index);
            publish(draft, dir.resolve(key));
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("not written to the cache: {}", key, e);
        }
    }

    /** The line of a class in the index: the length of its file, and its name. */
    private static String line(String name, byte[] bytes) {
        return bytes.length + " " + name;
    }

    private static void publish(Path draft, Path place) throws IOException {
        try {
            Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            LOG.debug("another process was faster: {}", place, e);
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
