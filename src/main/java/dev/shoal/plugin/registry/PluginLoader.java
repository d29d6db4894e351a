package dev.shoal.plugin.registry;

import dev.shoal.files.FileProblem;
import dev.shoal.fleet.ThrownText;
import dev.shoal.plugin.Plugin;
import dev.shoal.plugin.PluginException;
import dev.shoal.plugin.registry.LoadedPlugin.Version;
import dev.shoal.plugin.registry.PluginSetting.Source;
import dev.shoal.text.Digest;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
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
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

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
        var version =
                switch (setting.source()) {
                    case Source.OfClass type -> new PluginClass(setting, type.name()).load(classPath());
                    case Source.OfScript script -> load(setting.key(), script.file());
                    case Source.Refused refused -> throw new PluginException(refused.problem());
                    case Source.AsFound _ -> throw new IllegalStateException(setting.key() + " was not looked up");
                };
        try {
            var place = "plugin " + setting.key() + " (" + setting.origin() + "): ";
            return version.declaring(Declaration.of(version.plugin(), setting, place));
        } catch (Throwable e) { // also what summary() or params() throws: the classes must be unloaded, too
            version.release().run();
            throw e;
        }
    }

    private Version load(String key, Path file) throws PluginException {
        requireTrust(file.toAbsolutePath().getParent());
        requireTrust(file);
        try {
            var scripts = compiler.apply(classPath());
            // before it is compiled: a change in between makes one compilation too many, not one too few
            var seen = new ArrayList<>(List.of(FileVersion.of(file)));
            for (var helper : scripts.helpers(file)) {
                seen.add(FileVersion.of(helper));
            }
            var loaded = compile(scripts, file);
            return new Version(
                    loaded.plugin(),
                    loaded::another,
                    Declaration.none(key),
                    FileVersion.digest(seen),
                    seen.stream().map(FileVersion::name).collect(Collectors.toSet()),
                    () -> seen.stream().anyMatch(FileVersion::hasChanged),
                    loaded::close);
        } catch (NoSuchFileException e) {
            throw new PluginException(FileProblem.of(file, e) + "; correct plugins.yaml, or create the file", e);
        } catch (IOException e) {
            throw new PluginException(FileProblem.of(file, e) + "; change its mode, or remove it", e);
        }
    }

    /** A compiler, a constructor or a static initialiser may throw anything. */
    private static PluginCompiler.Loaded compile(PluginCompiler scripts, Path file) throws PluginException {
        try {
            return scripts.load(file);
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

    /**
     * A file as it was read. One with the same stamp is unchanged; one with another stamp may have the same text.
     *
     * @param stamp empty if it could not be read
     */
    private record FileVersion(Path file, String stamp, String digest) {
        static FileVersion of(Path file) throws IOException {
            var stamp = stampOf(file);
            return new FileVersion(file, stamp, Digest.of(Files.readAllBytes(file)));
        }

        /** Of one file its own, so that it can be compared with that of sha256sum. */
        static String digest(List<FileVersion> files) {
            return files.size() == 1
                    ? files.getFirst().digest
                    : Digest.of(files.stream().map(FileVersion::digest).collect(Collectors.joining("\n")));
        }

        String name() {
            return String.valueOf(file.getFileName());
        }

        boolean hasChanged() {
            try {
                return !stampOf(file).equals(stamp)
                        && !Digest.of(Files.readAllBytes(file)).equals(digest);
            } catch (IOException e) {
                return true;
            }
        }

        private static String stampOf(Path file) throws IOException {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey();
        }
    }

    private synchronized ClassLoader classPath() {
        var shoal = Objects.requireNonNull(PluginLoader.class.getClassLoader());
        if (jars.isEmpty()) {
            return shoal;
        }
        var loader = opened == null ? open(jars, shoal) : opened;
        opened = loader;
        return loader;
    }

    /** The classes of the jars, after those of the parent. */
    static URLClassLoader open(List<Path> jars, ClassLoader parent) {
        var urls = new ArrayList<URL>();
        for (var jar : jars) {
            try {
                urls.add(jar.toUri().toURL());
            } catch (MalformedURLException e) {
                throw new IllegalStateException("every file has a URL", e);
            }
        }
        return new URLClassLoader("plugins", urls.toArray(URL[]::new), parent);
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

    /**
     * A class on the plugins' class path, by its name. Loading it reports in an operator's words what is wrong with it.
     *
     * @param setting the plugin that is made from it
     * @param name its full name
     */
    private record PluginClass(PluginSetting setting, String name) {
        /** Makes the plugin. Classes do not change while they are loaded; {@code plugins reload} reads the jars again. */
        Version load(ClassLoader classPath) throws PluginException {
            var type = type(classPath);
            if (!Plugin.class.isAssignableFrom(type)) {
                throw refused("the class " + name + " does not extend " + Plugin.class.getName()
                        + "; write: public class " + type.getSimpleName() + " extends Plugin");
            }
            if (Modifier.isAbstract(type.getModifiers())) {
                throw refused("the class " + name
                        + " is abstract; name a class that extends it and has process(HostContext)");
            }
            var constructor = constructor(type);
            return new Version(
                    plugin(constructor),
                    () -> (Plugin) constructor.newInstance(),
                    Declaration.none(setting.key()),
                    digest(type),
                    Set.of(),
                    () -> false,
                    () -> {});
        }

        private Class<?> type(ClassLoader classPath) throws PluginException {
            try {
                return Class.forName(name, false, classPath);
            } catch (ClassNotFoundException e) {
                throw refused(
                        "class " + name
                                + " not found on the class path; write its full name, and put its jar into plugins/lib",
                        e);
            } catch (UnsupportedClassVersionError e) {
                throw refused(
                        "the class " + name + " was compiled for a newer Java; compile it with --release "
                                + Runtime.version().feature(),
                        e);
            } catch (LinkageError e) {
                throw refused(unlinked(e), e);
            }
        }

        private String unlinked(Throwable e) {
            var missing = e instanceof NoClassDefFoundError && e.getMessage() != null;
            return missing
                    ? "the class " + name + " needs "
                            + String.valueOf(e.getMessage()).replace('/', '.')
                            + ", which is not on the class path; put its jar into plugins/lib"
                    : "the class " + name + " is damaged: " + PluginLoader.words(e) + "; compile it again";
        }

        private Constructor<?> constructor(Class<?> type) throws PluginException {
            try {
                var constructor = type.getDeclaredConstructor();
                if (!Modifier.isPrivate(constructor.getModifiers())) {
                    constructor.setAccessible(true);
                    return constructor;
                }
            } catch (NoSuchMethodException e) {
                throw refused(noConstructor(type), e);
            } catch (LinkageError e) {
                throw refused(unlinked(e), e);
            }
            throw refused(noConstructor(type));
        }

        private String noConstructor(Class<?> type) {
            return "the class " + name + " has no usable constructor without parameters; write: public "
                    + type.getSimpleName() + "() {}";
        }

        /** The first code of the plugin's own that runs: it may throw anything. */
        private Plugin plugin(Constructor<?> constructor) throws PluginException {
            var type = constructor.getDeclaringClass();
            try {
                return (Plugin) constructor.newInstance();
            } catch (ExceptionInInitializerError e) {
                throw refused(
                        "the static initialiser of " + name + " threw " + words(e, type)
                                + "; move what can fail into process",
                        e);
            } catch (NoClassDefFoundError e) {
                throw refused(
                        String.valueOf(e.getMessage()).startsWith("Could not initialize")
                                ? "the static initialiser of " + name + " threw earlier; fix it and run: plugins reload"
                                : unlinked(e),
                        e);
            } catch (Throwable e) {
                throw refused(
                        "the constructor of " + name + " threw " + words(e, type) + "; move what can fail into process",
                        e);
            }
        }

        /** What was thrown, and where in the class's own source. */
        private static String words(Throwable thrown, Class<?> in) {
            var words = PluginLoader.words(thrown);
            for (var line : PluginLoader.cause(thrown).getStackTrace()) {
                if (line.getClassName().equals(in.getName())) {
                    return words + " (" + line.getFileName() + ":" + line.getLineNumber() + ")";
                }
            }
            return words;
        }

        private static String digest(Class<?> type) {
            try (var bytes = type.getResourceAsStream(type.getName().replaceFirst(".*\\.", "") + ".class")) {
                return bytes == null ? Digest.of(type.getName()) : Digest.of(bytes.readAllBytes());
            } catch (IOException e) {
                return Digest.of(type.getName());
            }
        }

        private PluginException refused(String problem) {
            return new PluginException(place() + problem);
        }

        private PluginException refused(String problem, Throwable cause) {
            return new PluginException(place() + problem, cause);
        }

        private String place() {
            return "plugin " + setting.key() + " (" + setting.origin() + "): ";
        }
    }
}
