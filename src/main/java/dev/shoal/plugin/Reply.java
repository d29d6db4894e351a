package dev.shoal.plugin;

import java.nio.charset.StandardCharsets;

/**
 * What a command on a host returned: its exit status and what it wrote to standard output and standard error. A non-zero exit
 * status is a normal reply. Groovy can use the properties {@code reply.exit}, {@code reply.out} and {@code reply.err}.
 * Immutable.
 */
public final class Reply {
    private final int exit;
    private final byte[] out;
    private final byte[] err;
    private final boolean truncated;

    /**
     * A reply of these bytes, which the caller must not change afterwards.
     *
     * @param exit the exit status; 128 + N after signal N, as in shells
     */
    public Reply(int exit, byte[] out, byte[] err) {
        this(exit, out, err, false);
    }

    public Reply(int exit, byte[] out, byte[] err, boolean truncated) {
        this.exit = exit;
        this.out = out;
        this.err = err;
        this.truncated = truncated;
    }

    /** A reply of these texts in UTF-8, for specs of plugins. */
    public static Reply of(int exit, String out, String err) {
        return new Reply(exit, out.getBytes(StandardCharsets.UTF_8), err.getBytes(StandardCharsets.UTF_8));
    }

    /** The exit status; 128 + N after signal N, as in shells. */
    public int exit() {
        return exit;
    }

    /** Standard output as text in UTF-8; invalid bytes become U+FFFD. */
    public String out() {
        return new String(out, StandardCharsets.UTF_8);
    }

    /** Standard error as text in UTF-8; invalid bytes become U+FFFD. */
    public String err() {
        return new String(err, StandardCharsets.UTF_8);
    }

    /** A copy of the bytes of standard output. */
    public byte[] outBytes() {
        return out.clone();
    }

    /** Whether the host sent more than the limit, so that the end of the output is missing. */
    public boolean isTruncated() {
        return truncated;
    }

    /** {@link #exit} as a property for Groovy. */
    public int getExit() {
        return exit;
    }

    /** {@link #out} as a property for Groovy. */
    public String getOut() {
        return out();
    }

    /** {@link #err} as a property for Groovy. */
    public String getErr() {
        return err();
    }

    /** {@link #outBytes} as a property for Groovy. */
    public byte[] getOutBytes() {
        return outBytes();
    }

    @Override
    public String toString() {
        return "exit " + exit + ", " + out.length + " bytes out, " + err.length + " bytes err";
    }
}
