package dev.shoal.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which permissions the operator gives to nobody: the umask, which Java does not tell. */
final class Umask {
    private static final int USUAL = 022;
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String FIELD = "Umask:";

    private Umask() {}

    /** This process's own, from Linux' /proc (proc_pid_status(5)); elsewhere the usual one. */
    static int ofProcess() {
        try (var lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(FIELD))
                    .map(line -> Integer.parseInt(line.substring(FIELD.length()).strip(), 8))
                    .findFirst()
                    .orElse(USUAL);
        } catch (IOException e) {
            return USUAL;
        }
    }
}
