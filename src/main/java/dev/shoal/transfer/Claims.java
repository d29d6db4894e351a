package dev.shoal.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The local files that a job has written or is about to, so that none is written twice: not for two names that are one to a
 * file system which ignores case, and not for two hosts. Safe for many threads.
 */
final class Claims {
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
