package dev.shoal.plugin;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The plugins' class path: Shoal's own, and the jars beside the plugins. Opened when first used; the monitor guards it. */
final class PluginPath {
    private static final Logger LOG = LogManager.getLogger(PluginPath.class);

    private final List<Path> jars;
    private @Nullable URLClassLoader opened;

    PluginPath(List<Path> jars) {
        this.jars = List.copyOf(jars);
    }

    boolean isEmpty() {
        return jars.isEmpty();
    }

    synchronized ClassLoader loader() {
        var shoal = Objects.requireNonNull(PluginPath.class.getClassLoader());
        if (jars.isEmpty()) {
            return shoal;
        }
        var loader = opened == null ? new URLClassLoader("plugins", urls(), shoal) : opened;
        opened = loader;
        return loader;
    }

    private URL[] urls() {
        var urls = new ArrayList<URL>();
        for (var jar : jars) {
            try {
                urls.add(jar.toUri().toURL());
            } catch (MalformedURLException e) {
                throw new IllegalStateException("every file has a URL", e);
            }
        }
        return urls.toArray(URL[]::new);
    }

    /** Classes that are loaded already stay; no further one can be. */
    synchronized void close() {
        var loader = opened;
        opened = null;
        if (loader != null) {
            try {
                loader.close();
            } catch (IOException e) {
                LOG.warn("the plugins' class path could not be closed", e);
            }
        }
    }
}
