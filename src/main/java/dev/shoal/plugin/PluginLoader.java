package dev.shoal.plugin;

import dev.shoal.fleet.ThrownText;
import dev.shoal.plugin.LoadedPlugin.Version;
import dev.shoal.plugin.PluginSetting.Source;
import dev.shoal.text.Digest;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Loads plugins: classes from the plugins' class path, scripts through the compiler of their language. The class path is
 * Shoal's own and the jars of the plugin directories; it is opened when it is first needed, and the monitor guards it.
 */
final class PluginLoader {
    private static final Logger LOG = LogManager.getLogger(PluginLoader.class);

    private final List<Path> jars;
    private final Function<ClassLoader, PluginCompiler> compiler;
    private final Function<Path, Optional<String>> trust;
    private @Nullable URLClassLoader opened;

    /**
     * A loader that has loaded nothing.
     *
     * @param compiler makes the compiler of scripts, whose classes see those of the class path
     * @param trust why a file or directory is not trusted; empty if it is
     */
    PluginLoader(
            List<Path> jars, Function<ClassLoader, PluginCompiler> compiler, Function<Path, Optional<String>> trust) {
        this.jars = List.copyOf(jars);
        this.compiler = compiler;
        this.trust = trust;
    }

    /** Whether the classes of scripts may be tied to jars. */
    boolean hasJars() {
        return !jars.isEmpty();
    }

    /** Makes the plugin of what its setting names. */
    Version load(PluginSetting setting) throws PluginException {
        return switch (setting.source()) {
            case Source.OfClass type -> new PluginClass(setting, type.name()).load(classPath());
            case Source.OfScript script -> load(script.file());
            case Source.Refused refused -> throw new PluginException(refused.problem());
        };
    }

    private Version load(Path file) throws PluginException {
        requireTrust(file.toAbsolutePath().getParent());
        requireTrust(file);
        try {
            var stamp = stamp(file);
            // before it is compiled: a change in between makes one compilation too many, not one too few
            var digest = Digest.of(Files.readAllBytes(file));
            var loaded = compile(file);
            return new Version(
                    loaded.plugin(),
                    digest,
                    String.valueOf(file.getFileName()),
                    () -> hasChanged(file, stamp, digest),
                    loaded::close);
        } catch (NoSuchFileException e) {
            throw new PluginException(file + ": no such file; correct plugins.yaml, or create the file", e);
        } catch (IOException e) {
            throw new PluginException(
                    file + ": cannot be read: " + e.getMessage() + "; change its mode, or remove it", e);
        }
    }

    /** A compiler, a constructor or a static initialiser may throw anything. */
    private PluginCompiler.Loaded compile(Path file) throws PluginException {
        try {
            return compiler.apply(classPath()).load(file);
        } catch (PluginException e) {
            throw e;
        } catch (Throwable e) {
            throw new PluginException(file + ": cannot be loaded: " + words(e), e);
        }
    }

    private void requireTrust(@Nullable Path path) throws PluginException {
        var objection = path == null || !Files.exists(path) ? Optional.<String>empty() : trust.apply(path);
        if (objection.isPresent()) {
            throw new PluginException(objection.get());
        }
    }

    /** A file with the same stamp is unchanged; one with another stamp may have the same text. */
    private static boolean hasChanged(Path file, String stamp, String digest) {
        try {
            return !stamp(file).equals(stamp)
                    && !Digest.of(Files.readAllBytes(file)).equals(digest);
        } catch (IOException e) {
            return true;
        }
    }

    private static String stamp(Path file) throws IOException {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey();
    }

    private synchronized ClassLoader classPath() {
        var shoal = Objects.requireNonNull(PluginLoader.class.getClassLoader());
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

    /** Closes the class path. Classes that are loaded stay; no further one can be loaded. */
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

    /** What the code of a plugin has thrown while it was loaded, in one line: the type and the message's first line. */
    static String words(Throwable thrown) {
        return ThrownText.line(cause(thrown));
    }

    /** The exception itself, without what reflection and the JVM put round it. */
    static Throwable cause(Throwable thrown) {
        var wraps = thrown instanceof InvocationTargetException || thrown instanceof ExceptionInInitializerError;
        return wraps && thrown.getCause() != null ? cause(thrown.getCause()) : thrown;
    }
}
