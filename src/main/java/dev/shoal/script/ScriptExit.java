package dev.shoal.script;

/** Thrown by {@code exit(n)} in Groovy. It is an Error, so that {@code catch (Exception)} in a script does not catch it. */
public final class ScriptExit extends Error {
    private final int status;

    ScriptExit(int status) {
        super("exit(" + status + ")", null, false, false);
        this.status = status;
    }

    /** The exit status of the process, 0 to 255. */
    public int status() {
        return status;
    }
}
