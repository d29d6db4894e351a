package dev.shoal.plugin.registry;

import dev.shoal.plugin.Plugin;
import dev.shoal.plugin.PluginException;

import java.nio.file.Path;
import java.util.List;

/** Makes plugins from script files. It is implemented by the room that knows the language. Safe for many threads. */
@FunctionalInterface
public interface PluginCompiler {
    /**
     * Compiles the file, checks that it is a plugin, and calls its constructor once; nothing else of it runs.
     *
     * @throws PluginException if it is not a plugin; the message has the file, the line, what was found and what to write
     */
    Loaded load(Path file) throws PluginException;

    /** The other files whose change makes a new version of this one. */
    default List<Path> helpers(Path file) {
        return List.of();
    }

    /** A plugin and its classes. Closing it lets the classes be unloaded; tasks that still use it continue. */
    interface Loaded extends AutoCloseable {
        /** The object that was made to check it; no host gets it. */
        Plugin plugin();

        /** A new object. What its constructor throws passes through. */
        Plugin another() throws Exception;

        @Override
        void close();
    }
}
