package dev.shoal.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The programs of demo hosts that print invented data; they come before the system's own on the PATH. They are shell scripts. */
final class Shims {
    static final List<String> PROGRAMS =
            List.of("df", "free", "hostname", "nproc", "ps", "systemctl", "uname", "uptime");

    /** Programs that get the host's files instead of this machine's, if hosts have no tree of their own. */
    private static final List<String> READERS = List.of("awk", "cat", "cut", "grep", "head", "sed", "tail", "wc");

    private Shims() {}

    /** The scripts by their names. */
    static Map<String, String> texts() throws IOException {
        var texts = new LinkedHashMap<String, String>();
        for (var program : PROGRAMS) {
            texts.put(program, text(program));
        }
        return texts;
    }

    /** Makes the directory with all of them, and those for files. */
    static void write(Path bin) throws IOException {
        Files.createDirectory(bin);
        for (var shim : texts().entrySet()) {
            install(shim.getValue(), bin.resolve(shim.getKey()));
        }
        for (var reader : READERS) {
            install(text("reader"), bin.resolve(reader));
        }
    }

    private static String text(String name) throws IOException {
        try (var text = Objects.requireNonNull(Shims.class.getResourceAsStream("shims/" + name), name)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void install(String text, Path file) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
