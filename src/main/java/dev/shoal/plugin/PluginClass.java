package dev.shoal.plugin;

import dev.shoal.plugin.LoadedPlugin.Version;
import dev.shoal.text.Digest;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;

/**
 * A class on the plugins' class path, by its name. Loading it reports in an operator's words what is wrong with it.
 *
 * @param setting the plugin that is made from it
 * @param name its full name
 */
record PluginClass(PluginSetting setting, String name) {
    /** Makes the plugin. Classes do not change while they are loaded; {@code plugins reload} reads the jars again. */
    Version load(ClassLoader classPath) throws PluginException {
        var type = type(classPath);
        if (!Plugin.class.isAssignableFrom(type)) {
            throw refused("the class " + name + " does not extend " + Plugin.class.getName() + "; write: public class "
                    + type.getSimpleName() + " extends Plugin");
        }
        if (Modifier.isAbstract(type.getModifiers())) {
            throw refused(
                    "the class " + name + " is abstract; name a class that extends it and has process(HostContext)");
        }
        return new Version(plugin(constructor(type)), digest(type), "", () -> false, () -> {});
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
                    "the constructor of " + name + " threw " + words(e, type) + "; move what can fail into process", e);
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
