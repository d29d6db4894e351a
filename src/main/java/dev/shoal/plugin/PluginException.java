package dev.shoal.plugin;

/** A plugin cannot be used. The message has the file and line, what was found and what to write; it may have several lines. */
public final class PluginException extends Exception {
    public PluginException(String message) {
        super(message);
    }

    public PluginException(String message, Throwable cause) {
        super(message, cause);
    }
}
