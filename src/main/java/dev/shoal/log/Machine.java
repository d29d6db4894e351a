package dev.shoal.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The machine that Shoal runs on. */
final class Machine {
    private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");

    private Machine() {}

    /**
     * Its name, empty where the system does not say. The JDK's own way would ask the resolver beside, which can take seconds.
     */
    static String name() {
        try {
            return Files.isReadable(KERNEL) ? Files.readString(KERNEL).strip() : variable();
        } catch (IOException e) {
            return variable();
        }
    }

    private static String variable() {
        return System.getenv().getOrDefault("HOSTNAME", "");
    }
}
