package dev.shoal.log;

import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.spi.LoggerContextFactory;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * The one Log4j context of the process. It is silent until {@link ModuleLogs} opens: a static logger that is created
 * before, in our classes or in a library, neither reads a configuration file nor prints. Made by Log4j, so it is public.
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

    /** Makes the context silent again. */
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

    /** Does nothing: the context always exists. */
    @Override
    public void removeContext(org.apache.logging.log4j.spi.LoggerContext removed) {}

    /** One context serves all class loaders, so that the caller's need not be found. */
    @Override
    public boolean isClassLoaderDependent() {
        return false;
    }

    /**
     * Keeps Log4j from loading some 300 plugin classes (appenders, lookups, converters) that Shoal does not use: its
     * constructor of a context lists them all, 60 of 220 ms without an archive (2.26.1). Log4j looks for the list through the
     * context class loader, so for that moment this class loader gives it a list with one harmless entry; an empty list would make it scan
     * its packages. Code that needs Log4j's own plugins later (JSON templates) calls {@code PluginRegistry.getInstance().clear()}.
     */
    private static final class FewPlugins extends ClassLoader {
        private static final String LIST = "META-INF/org/apache/logging/log4j/core/config/plugins/Log4j2Plugins.dat";

        private FewPlugins(ClassLoader parent) {
            super(parent);
        }

        static <T> T during(Supplier<T> work) {
            var thread = Thread.currentThread();
            var before = thread.getContextClassLoader();
            thread.setContextClassLoader(new FewPlugins(FewPlugins.class.getClassLoader()));
            try {
                return work.get();
            } finally {
                thread.setContextClassLoader(before);
            }
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return name.equals(LIST)
                    ? Collections.enumeration(List.of(URL.of(URI.create("memory:plugins"), new Handler(list()))))
                    : super.getResources(name);
        }

        /** One category with one entry, in the format that {@code PluginCache} reads. */
        private static byte[] list() {
            var bytes = new ByteArrayOutputStream();
            try (var out = new DataOutputStream(bytes)) {
                out.writeInt(1);
                out.writeUTF("none");
                out.writeInt(1);
                out.writeUTF("none");
                out.writeUTF(FewPlugins.class.getName());
                out.writeUTF("none");
                out.writeBoolean(false);
                out.writeBoolean(false);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return bytes.toByteArray();
        }

        private static final class Handler extends URLStreamHandler {
            private final byte[] bytes;

            Handler(byte[] bytes) {
                this.bytes = bytes;
            }

            @Override
            protected URLConnection openConnection(URL url) {
                return new URLConnection(url) {
                    @Override
                    public void connect() {}

                    @Override
                    public InputStream getInputStream() {
                        return new ByteArrayInputStream(bytes);
                    }
                };
            }
        }
    }
}
