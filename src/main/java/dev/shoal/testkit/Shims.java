package dev.shoal.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;

/** The programs that stand before the system's own on demo hosts. They are shell scripts beside this class's resources. */
final class Shims {
    private static final List<String> PROGRAMS =
            List.of("df", "free", "hostname", "nproc", "ps", "systemctl", "uname", "uptime");

    /** Programs of the system that are shown the host's files for this machine's. */
    private static final List<String> READERS = List.of("awk", "cat", "cut", "grep", "head", "sed", "tail", "wc");

    private Shims() {}

    /** Makes the directory and fills it. */
    static void write(Path bin) throws IOException {
        Files.createDirectory(bin);
        for (var program : PROGRAMS) {
            install(program, bin.resolve(program));
        }
        for (var reader : READERS) {
            install("reader", bin.resolve(reader));
        }
    }

    private static void install(String name, Path file) throws IOException {
        try (var text = Objects.requireNonNull(Shims.class.getResourceAsStream("shims/" + name), name)) {
            Files.copy(text, file);
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
