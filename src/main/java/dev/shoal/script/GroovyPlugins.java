package dev.shoal.script;

import dev.shoal.plugin.Plugin;
import dev.shoal.plugin.PluginException;
import dev.shoal.plugin.PluginSource;
import dev.shoal.text.Utf8;
import org.codehaus.groovy.control.customizers.ImportCustomizer;
import org.codehaus.groovy.runtime.InvokerHelper;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** Plugins written in Groovy: each in a class loader of its own, so that a new version leaves nothing of the old one behind. */
public final class GroovyPlugins implements PluginSource {
    private static final String KIND = "plugin 1";

    private final FileCompiler compiler;
    private final ClassLoader libraries;

    /**
     * A source of plugins.
     *
     * @param libraries where they find classes that are neither theirs nor Shoal's
     */
    public GroovyPlugins(ClassCache cache, ClassLoader libraries) {
        this.compiler = new FileCompiler(cache);
        this.libraries = libraries;
    }

    @Override
    public Loaded load(Path file) throws PluginException {
        var name = String.valueOf(file.getFileName());
        String text;
        try {
            text = Utf8.withoutMark(Files.readString(file));
        } catch (IOException e) {
            throw new PluginException(file + ": cannot be read: " + e.getMessage(), e);
        }
        try {
            return loaded(name, text);
        } catch (Throwable e) { // whatever a class may throw when it is made, errors among them
            throw refused(new SourceText(name, text, SourceText.Kind.FILE), e);
        }
    }

    private Loaded loaded(String name, String text) throws IOException, ClassNotFoundException {
        var imports = new ImportCustomizer();
        imports.addStarImports("dev.shoal.plugin");
        imports.addImports("dev.shoal.inventory.Host");
        var compiled =
                compiler.compile(name, text, KIND, Compilation.configuration(imports, new PluginContract()), libraries);
        var loader = new BytesLoader(libraries, compiled);
        try {
            for (var type : loader.load(compiled)) {
                if (isPlugin(type)) {
                    return new Made((Plugin) InvokerHelper.invokeNoArgumentsConstructorOf(type), loader);
                }
            }
        } catch (Throwable e) { // the classes of one that cannot be made must go, too
            loader.close();
            throw e;
        }
        throw new IllegalStateException(name + ": compiled, but there is no plugin among its classes");
    }

    private static boolean isPlugin(Class<?> type) {
        return Plugin.class.isAssignableFrom(type) && (type.getModifiers() & ClassFile.ACC_ABSTRACT) == 0;
    }

    private static PluginException refused(SourceText source, Throwable thrown) {
        try {
            var trouble = new ScriptErrors(source).of(thrown);
            return new PluginException(String.valueOf(trouble.getMessage()), thrown);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new PluginException(source.name() + ": interrupted while it was loaded", e);
        } catch (VerbFailure | ScriptExit e) {
            return new PluginException(source.name() + ": " + e.getMessage(), e);
        }
    }

    private record Made(Plugin plugin, BytesLoader loader) implements Loaded {
        @Override
        public void close() {
            loader.close();
        }
    }
}
