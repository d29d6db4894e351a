package dev.shoal.log;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

import java.util.concurrent.atomic.AtomicReference;

/**
 * The one singleton: the logs of this process, for plugins and scripts, which nobody hands anything. Classes of ours have an
 * ordinary {@code private static final Logger}. Safe for many threads.
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
     * The logger of a module, as {@code plugin.disk}, whose lines go to {@code plugin.disk.log}. It may be asked for before
     * there are logs, and is silent until then.
     *
     * @throws IllegalArgumentException if that can be no module
     */
    public static Logger logger(String module) {
        if (!ModuleName.isValid(module)) {
            throw new IllegalArgumentException("log module '" + module + "' is no name: " + ModuleName.RULE);
        }
        return LogManager.getLogger(ModuleName.loggerName(module));
    }
}
