package dev.shoal.plugin.registry

import dev.shoal.plugin.Plugin
import dev.shoal.plugin.PluginException
import java.nio.file.Path
import org.codehaus.groovy.control.CompilationFailedException

/** Compiles scripts in the plainest way, a class loader each; counts what it lets go of. */
class GroovyScripts implements PluginCompiler {
    final ClassLoader parent
    int compiled
    int closed

    GroovyScripts(ClassLoader parent = GroovyScripts.classLoader) {
        this.parent = parent
    }

    @Override
    Loaded load(Path file) throws PluginException {
        compiled++
        def loader = new GroovyClassLoader(parent)
        try {
            def type = loader.parseClass(file.toFile())
            def made = type.getDeclaredConstructor().newInstance()
            if (!(made instanceof Plugin)) {
                throw new PluginException("$file: ${type.simpleName} does not extend Plugin")
            }
            return new LoadedScript(plugin: made, loader: loader, source: this)
        } catch (CompilationFailedException e) {
            throw new PluginException("$file: ${e.message.readLines().find { it.contains(file.fileName.toString()) } ?: e.message.readLines().first()}", e)
        }
    }

    static class LoadedScript implements Loaded {
        Plugin plugin
        GroovyClassLoader loader
        GroovyScripts source

        @Override
        Plugin plugin() {
            plugin
        }

        @Override
        Plugin another() {
            plugin.class.getDeclaredConstructor().newInstance() as Plugin
        }

        @Override
        void close() {
            source.closed++
            loader.close()
        }
    }
}
