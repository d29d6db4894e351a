package dev.shoal.plugin;

/**
 * A plugin as it was made at some moment.
 *
 * @param digest SHA-256 of what it was made from, in hex
 * @param stamp what tells cheaply that it may have changed since; empty where it cannot
 * @param source the file name that its lines have in stack traces; empty where it is not known
 * @param release lets go of its classes; tasks that still use it go on
 */
record Version(Plugin plugin, String digest, String stamp, String source, Runnable release) {
    /** Whether a line of a stack trace is the plugin's own. */
    boolean owns(StackTraceElement line) {
        var ours = plugin.getClass().getName();
        var theirs = line.getClassName();
        return source.equals(line.getFileName()) || theirs.equals(ours) || theirs.startsWith(ours + "$");
    }
}
