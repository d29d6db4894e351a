package dev.shoal.ssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * How many connections this process may have at once: so many as there are files that it may open, less those that it needs
 * besides. A process that runs out of them breaks in many places, and for good where a class of the JDK could not be
 * loaded; so a connection waits here until another one ends. Counts on Linux only. Safe for many threads.
 */
final class Descriptors {
    /** For known_hosts, logs, jars, and the pipes of a few programs. */
    private static final int RESERVE = 32;

    private static final int FEWEST = 2;
    private static final int UNLIMITED = Integer.MAX_VALUE / 2;
    private static final Pattern SOFT = Pattern.compile("(?m)^Max open files\\s+([0-9]{1,9})\\s");

    private final Semaphore free;

    private Descriptors(int free) {
        this.free = new Semaphore(free, true);
    }

    /** Those of this process, as it is now. */
    static Descriptors ofThisProcess() {
        return in(Path.of("/proc/self"));
    }

    /** Those of the process with this directory in /proc; without a limit if the directory is missing. */
    static Descriptors in(Path process) {
        try (var open = Files.list(process.resolve("fd"))) {
            var limit = SOFT.matcher(Files.readString(process.resolve("limits")));
            if (limit.find()) {
                return new Descriptors(
                        Math.max(FEWEST, Integer.parseInt(limit.group(1)) - (int) open.count() - RESERVE));
            }
        } catch (IOException e) {
            return new Descriptors(UNLIMITED); // not Linux
        }
        return new Descriptors(UNLIMITED);
    }

    /** Waits for one, and returns whether it has come. */
    boolean take(Duration time) throws InterruptedException {
        return free.tryAcquire(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Gives one back. */
    void giveBack() {
        free.release();
    }
}
