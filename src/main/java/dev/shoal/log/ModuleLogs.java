package dev.shoal.log;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.Appender;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * The logs of one process: one file per module in one directory, {@code transport.ssh.log} for what the classes of
 * {@code dev.shoal.transport.ssh} say, {@code plugin.disk.log} for the logger of the module {@code plugin.disk},
 * {@code shoal.log} for {@code dev.shoal} itself and {@code libraries.log} for everybody else. One may be open at a time,
 * because Log4j is one per process. Where the options name a collector, everything is shipped there beside. Any number of threads may log and change levels.
 */
public final class ModuleLogs implements AutoCloseable {
    private final LogOptions options;
    private final Consumer<String> onWarning;
    private final InstantSource clock;
    private final ShippingLimits limits;
    private final Levels levels;
    private final AtomicReference<@Nullable Shipping> shipping = new AtomicReference<>();
    private final AtomicBoolean open = new AtomicBoolean();
    private final AtomicBoolean warned = new AtomicBoolean();

    /**
     * Logs that are not open yet.
     *
     * @param onWarning told, at most once and from whichever thread, that logs cannot be written
     */
    public ModuleLogs(LogOptions options, Consumer<String> onWarning) {
        this(options, onWarning, Clock.systemUTC());
    }

    ModuleLogs(LogOptions options, Consumer<String> onWarning, InstantSource clock) {
        this(options, onWarning, clock, ShippingLimits.DEFAULTS);
    }

    ModuleLogs(LogOptions options, Consumer<String> onWarning, InstantSource clock, ShippingLimits limits) {
        this.limits = limits;
        this.options = options;
        this.onWarning = onWarning;
        this.clock = clock;
        this.levels = new Levels(options.level(), options.modules());
    }

    /**
     * Makes the directory and sends all loggers to it, those too that exist already; until here they were silent. Where the
     * directory cannot be written, warns and goes on.
     *
     * @throws IllegalStateException if these logs, or others, are open
     */
    public void open() {
        // Read when java.util.logging is first used; where that has happened, it stays what it was.
        System.setProperty("java.util.logging.manager", "org.apache.logging.log4j.jul.LogManager");
        if (!(LogManager.getFactory() instanceof LogContextFactory factory)) {
            warn("log4j.provider was set by somebody else: there are no logs in " + options.dir());
            return;
        }
        if (!factory.take(new LogConfiguration(factory.context(), levels, appenders()))) {
            throw new IllegalStateException("other logs are open; close them first");
        }
        open.set(true);
        checkDirectory();
        var ships = shipping.get();
        if (ships != null) {
            ships.start();
        }
    }

    private List<Appender> appenders() {
        var files = new ModuleAppender(options, clock, this::warn);
        if (options.collector().isEmpty()) {
            return List.of(files);
        }
        var json = new LogJson(Machine.name());
        var ships = new Shipping(options.collector().get(), limits, json, clock);
        shipping.set(ships);
        return List.of(files, new ShippingAppender(ships, json));
    }

    /** The logger of a module that is no package: a plugin's, a script's. */
    public Logger logger(String module) {
        return ShoalLog.logger(module);
    }

    /**
     * Changes a module's level, from the next line on.
     *
     * @throws IllegalArgumentException if that can be no module
     */
    public void level(String module, Level level) {
        if (!ModuleName.isValid(module)) {
            throw new IllegalArgumentException("log module '" + module + "' is no name: " + ModuleName.RULE);
        }
        levels.set(module, level);
        if (open.get() && LogManager.getFactory() instanceof LogContextFactory factory) {
            factory.context().updateLoggers();
        }
    }

    /** The level that holds for a module: its own, else that of the module above it, else the default. */
    public Level level(String module) {
        return levels.ofModule(module);
    }

    /** The modules whose level was set, sorted; a copy. */
    public Map<String, Level> levels() {
        return levels.asked();
    }

    public LogOptions options() {
        return options;
    }

    private void checkDirectory() {
        var dir = options.dir();
        try {
            PrivateFiles.makeDirectory(dir);
            if (!Files.isWritable(dir)) {
                warn(dir + ": the log directory is not writable; there are no logs. Set log.dir to one that is");
            }
        } catch (IOException e) {
            warn(dir + ": the log directory cannot be made (" + PrivateFiles.reason(e)
                    + "); there are no logs. Set log.dir to one that can");
        }
    }

    private void warn(String message) {
        if (warned.compareAndSet(false, true)) {
            onWarning.accept(message);
        }
    }

    /**
     * Closes the files; loggers are silent from then on. Where there is a collector it is waited for, for a second or two at
     * most, until it has taken what is left.
     */
    @Override
    public void close() {
        if (open.compareAndSet(true, false) && LogManager.getFactory() instanceof LogContextFactory factory) {
            var ships = shipping.get();
            if (ships != null) {
                ships.close();
            }
            factory.release();
        }
    }
}
