package dev.shoal.plugin;

import java.nio.file.Path;

/** Makes plugins from script files: implemented by the room that knows the scripts' language. Safe for many threads. */
@FunctionalInterface
public interface PluginSource {
    /**
     * Compiles the file and checks it against the contract, without running anything of it but the constructor.
     *
     * @throws PluginException if it is no plugin: with file, line, caret, what was found and what to write
     */
    Loaded load(Path file) throws PluginException;

    /** A plugin with the classes it was made from. Closing it lets go of these; tasks that still use it go on. */
    interface Loaded extends AutoCloseable {
        Plugin plugin();

        @Override
        void close();
    }
}
