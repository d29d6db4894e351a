package dev.shoal.log;

import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.spi.LoggerContextFactory;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The one Log4j context of the process. It is silent until {@link ModuleLogs} opens: a static logger that comes to life
 * first, in our classes or in a library, neither reads a configuration file nor prints. Made by Log4j, so it is public.
 */
public final class LogContextFactory implements LoggerContextFactory {
    private final LoggerContext context;
    private final AtomicBoolean taken = new AtomicBoolean();

    /** Called by Log4j, once. */
    public LogContextFactory() {
        context = FewPlugins.during(() -> new LoggerContext("shoal"));
        context.start(silence());
    }

    /** Sends everything to the configuration; false if another one holds the context. */
    boolean take(LogConfiguration configuration) {
        if (!taken.compareAndSet(false, true)) {
            return false;
        }
        context.setConfiguration(configuration);
        return true;
    }

    /** Silent again. */
    void release() {
        context.setConfiguration(silence());
        taken.set(false);
    }

    LoggerContext context() {
        return context;
    }

    private LogConfiguration silence() {
        return new LogConfiguration(context, Levels.silent(), List.of());
    }

    @Override
    public LoggerContext getContext(
            String caller, @Nullable ClassLoader loader, @Nullable Object external, boolean current) {
        return context;
    }

    @Override
    public LoggerContext getContext(
            String caller,
            @Nullable ClassLoader loader,
            @Nullable Object external,
            boolean current,
            @Nullable URI location,
            @Nullable String name) {
        return context;
    }

    /** There is always one. */
    @Override
    public void removeContext(org.apache.logging.log4j.spi.LoggerContext removed) {}

    /** One context for all class loaders, so nobody needs to find out which one is calling. */
    @Override
    public boolean isClassLoaderDependent() {
        return false;
    }
}
