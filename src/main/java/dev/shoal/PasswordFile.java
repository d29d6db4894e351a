package dev.shoal;

import com.sun.security.auth.module.UnixSystem;
import dev.shoal.cli.UsageException;
import dev.shoal.files.FileProblem;
import dev.shoal.text.Secret;
import dev.shoal.text.Utf8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** The file of {@code --password-file}: its first line is the password, and others must not be able to read it. */
final class PasswordFile {
    private static final Set<PosixFilePermission> OWNERS = PosixFilePermissions.fromString("rwx------");

    private PasswordFile() {}

    static Secret read(Path file) throws UsageException {
        var name = "--password-file " + file + ": ";
        try {
            var exposure = exposure(file);
            if (exposure.isPresent()) {
                throw new UsageException(name + exposure.get());
            }
            try (var lines = Files.lines(file)) {
                return lines.findFirst()
                        .map(Utf8::withoutMark)
                        .filter(line -> !line.isEmpty())
                        .map(Secret::of)
                        .orElseThrow(() -> new UsageException(name + "it is empty"));
            }
        } catch (IOException e) {
            throw new UsageException(name + FileProblem.reason(e), e);
        }
    }

    /** Why others know the password; a pipe, as of {@code <(pass show fleet)}, has no readers but ours. */
    private static Optional<String> exposure(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        var permissions = Files.getPosixFilePermissions(file);
        if (!OWNERS.containsAll(permissions)) {
            return Optional.of("others may read it (" + PosixFilePermissions.toString(permissions)
                    + "), so it is not used; run: chmod 600 " + file);
        }
        var uid = (int) Files.getAttribute(file, "unix:uid");
        return uid == 0 || uid == new UnixSystem().getUid()
                ? Optional.empty()
                : Optional.of("belongs to " + Files.getOwner(file).getName() + ", so it is not used; it must be yours");
    }
}
