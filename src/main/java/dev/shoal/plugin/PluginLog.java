package dev.shoal.plugin;

/**
 * The log of a plugin, as {@code plugin.disk.log}. In a message each <code>{}</code> is replaced by the next value; an exception
 * after the last of them is logged with its stack trace. Safe for many threads.
 */
public interface PluginLog {
    /** What helps to look for a fault of the plugin. It is written only where the level of the module is {@code debug}. */
    void debug(String message, Object... values);

    /** What is worth to be known later. */
    void info(String message, Object... values);

    /** What an operator should look at. */
    void warn(String message, Object... values);

    /** What is a fault of the plugin. */
    void error(String message, Object... values);
}
