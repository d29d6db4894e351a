package dev.shoal.log;

import org.apache.logging.log4j.Level;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where logs are written, at which levels, and how large they may become.
 *
 * @param dir where the files are; made when the logs are opened
 * @param level of every module that is not in {@code modules}
 * @param modules levels by module; {@code transport} also holds for {@code transport.ssh} unless that has its own. The module
 *     {@code libraries} is all classes that are not Shoal's, {@code warn} unless it is named here
 * @param maxFileBytes a file that would grow beyond this is rolled, at least 1024
 * @param maxFiles how many rolled files are kept per module in addition to the current one, at least 1
 * @param collector where every event is shipped in addition
 */
public record LogOptions(
        Path dir,
        Level level,
        Map<String, Level> modules,
        long maxFileBytes,
        int maxFiles,
        Optional<Collector> collector) {
    /** The names of the levels, from the fewest lines to the most. */
    public static final List<String> LEVELS = List.of("off", "error", "warn", "info", "debug", "trace");

    private static final int LEAST_FILE_BYTES = 1024;

    public LogOptions {
        for (var module : modules.keySet()) {
            if (!ModuleName.isValid(module)) {
                throw new IllegalArgumentException("not a valid log module: " + module + "; use " + ModuleName.RULE);
            }
        }
        if (maxFileBytes < LEAST_FILE_BYTES) {
            throw new IllegalArgumentException(
                    "log file size " + maxFileBytes + " bytes is less than " + LEAST_FILE_BYTES);
        }
        if (maxFiles < 1) {
            throw new IllegalArgumentException("log file count " + maxFiles + " is less than 1");
        }
        modules = Collections.unmodifiableMap(new TreeMap<>(modules));
    }

    /** Level info, 10 MiB a file, 7 rolled files a module. */
    public static LogOptions in(Path dir) {
        return new LogOptions(dir, Level.INFO, Map.of(), 10 << 20, 7, Optional.empty());
    }

    /** The same with another level for every module that has none of its own. */
    public LogOptions withLevel(Level other) {
        return new LogOptions(dir, other, modules, maxFileBytes, maxFiles, collector);
    }

    /** The same with other levels by module. */
    public LogOptions withModules(Map<String, Level> others) {
        return new LogOptions(dir, level, others, maxFileBytes, maxFiles, collector);
    }

    /** The same, shipped to this collector, or to none. */
    public LogOptions withCollector(Optional<Collector> other) {
        return new LogOptions(dir, level, modules, maxFileBytes, maxFiles, other);
    }

    /**
     * The level of that name; upper and lower case are the same.
     *
     * @throws IllegalArgumentException if it is unknown; the message lists the levels
     */
    public static Level level(String word) {
        var name = word.strip().toLowerCase(Locale.ROOT);
        if (!LEVELS.contains(name)) {
            throw new IllegalArgumentException("unknown log level: " + word + "; use "
                    + String.join(", ", LEVELS.subList(0, LEVELS.size() - 1)) + " or " + LEVELS.getLast());
        }
        return Level.valueOf(name);
    }
}
