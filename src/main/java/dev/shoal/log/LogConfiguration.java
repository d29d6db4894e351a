package dev.shoal.log;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LifeCycle;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.AbstractConfiguration;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.LoggerConfig;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Log4j's configuration, in Java: it reads no file, scans no package and sets no shutdown hook. Loggers differ by their
 * level alone, so there is one logger configuration per level and {@link Levels} decides which one a logger has; the
 * appenders sort the lines into files.
 */
final class LogConfiguration extends AbstractConfiguration {
    private final Levels levels;
    private final List<? extends Appender> appenders;
    private final Map<Level, LoggerConfig> byLevel = new ConcurrentHashMap<>();

    LogConfiguration(LoggerContext context, Levels levels, List<? extends Appender> appenders) {
        super(context, ConfigurationSource.NULL_SOURCE);
        this.levels = levels;
        this.appenders = List.copyOf(appenders);
        isShutdownHookEnabled = false;
        setName("shoal");
        // Log4j would ask the resolver for the name of this machine, which can take seconds; nothing here uses it.
        getProperties().put("hostName", "localhost");
        getProperties().put("contextName", "shoal");
    }

    /** Does not collect plugins: none are needed. */
    @Override
    public void initialize() {
        appenders.forEach(this::addAppender);
        getRootLogger().setLevel(Level.OFF);
        setState(LifeCycle.State.INITIALIZED);
    }

    @Override
    public LoggerConfig getLoggerConfig(String loggerName) {
        return byLevel.computeIfAbsent(levels.ofLogger(loggerName), this::loggerConfig);
    }

    private LoggerConfig loggerConfig(Level level) {
        var config = new LoggerConfig("", level, false);
        appenders.forEach(appender -> config.addAppender(appender, null, null));
        return config;
    }
}
