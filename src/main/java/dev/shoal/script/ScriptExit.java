package dev.shoal.script;

/** {@code exit(n)} in Groovy. An error, so that a script's {@code catch (Exception)} lets it through. */
public final class ScriptExit extends Error {
    private final int status;

    ScriptExit(int status) {
        super("exit(" + status + ")", null, false, false);
        this.status = status;
    }

    /** What the process should end with, 0 to 255. */
    public int status() {
        return status;
    }
}
