package dev.shoal.log;

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
import java.util.function.Supplier;

/**
 * Keeps Log4j from loading some 300 plugin classes (appenders, lookups, converters) that we configure nothing with: its
 * constructor of a context lists them all, 60 of 220 ms without an archive (2.26.1). Log4j looks for the list through the
 * context class loader, so for that moment this one shows it a list with one harmless entry; an empty list would make it scan
 * its packages. Whoever needs Log4j's own plugins later (JSON templates) calls {@code PluginRegistry.getInstance().clear()}.
 */
final class FewPlugins extends ClassLoader {
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
