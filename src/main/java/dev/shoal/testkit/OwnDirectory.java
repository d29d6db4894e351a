package dev.shoal.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Comparator;
import java.util.List;

/** A temporary directory of this user alone, with what clients need to log in; gone when closed. */
final class OwnDirectory implements AutoCloseable {
    private final Path path;
    private final KeyPair user;

    private OwnDirectory(Path path, KeyPair user) {
        this.path = path;
        this.user = user;
    }

    static OwnDirectory make(Path parent, String prefix) throws IOException {
        var made = new OwnDirectory(Files.createTempDirectory(parent, prefix).toRealPath(), FreshKeys.make());
        try {
            FreshKeys.writePrivate(made.user, made.userKey());
            return made;
        } catch (IOException | RuntimeException e) {
            made.close();
            throw e;
        }
    }

    Path path() {
        return path;
    }

    /** The pair whose private half is in {@link #userKey}. */
    KeyPair user() {
        return user;
    }

    Path userKey() {
        return path.resolve("id_ed25519");
    }

    Path knownHosts() {
        return path.resolve("known_hosts");
    }

    void writeKnownHosts(List<String> lines) throws IOException {
        Files.write(knownHosts(), lines);
    }

    /** Removes everything. Closing twice is fine. */
    @Override
    public void close() {
        if (!Files.exists(path)) {
            return;
        }
        try (var files = Files.walk(path)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(path + ": the temporary directory could not be removed", e);
        }
    }
}
