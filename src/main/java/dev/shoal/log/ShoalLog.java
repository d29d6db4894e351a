package dev.shoal.log;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

import java.util.concurrent.atomic.AtomicReference;

/**
 * The one singleton: the logs of this process, for plugins and scripts, which get no objects passed in. Shoal's classes have
 * an ordinary {@code private static final Logger}. Safe for many threads.
 */
public final class ShoalLog {
    private static final AtomicReference<@Nullable ModuleLogs> current = new AtomicReference<>();

    private ShoalLog() {}

    /**
     * Called once, by {@code Main}.
     *
     * @throws IllegalStateException if it was called before
     */
    public static void install(ModuleLogs logs) {
        if (!current.compareAndSet(null, logs)) {
            throw new IllegalStateException("logging is already installed; only Main installs it");
        }
    }

    /**
     * The logger of a module, as {@code plugin.disk}, whose lines go to {@code plugin.disk.log}. It may be used before
     * the logs are open, and is silent until then.
     *
     * @throws IllegalArgumentException if it is not a valid module name
     */
    public static Logger logger(String module) {
        if (!ModuleName.isValid(module)) {
            throw new IllegalArgumentException("not a valid log module: " + module + "; use " + ModuleName.RULE);
        }
        return LogManager.getLogger(ModuleName.loggerName(module));
    }
}
