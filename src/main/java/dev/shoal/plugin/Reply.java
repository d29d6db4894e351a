package dev.shoal.plugin;

import java.nio.charset.StandardCharsets;

/**
 * What a command has answered. Everything is there as a method ({@code out()}) and as a property ({@code out} in Groovy).
 * Immutable.
 */
public final class Reply {
    private final int exit;
    private final byte[] out;
    private final byte[] err;
    private final boolean truncated;

    /**
     * A reply of these bytes, which the caller must not touch afterwards.
     *
     * @param exit the exit status; 128 + N after signal N, as shells count
     */
    public Reply(int exit, byte[] out, byte[] err) {
        this(exit, out, err, false);
    }

    Reply(int exit, byte[] out, byte[] err, boolean truncated) {
        this.exit = exit;
        this.out = out;
        this.err = err;
        this.truncated = truncated;
    }

    /** A reply of these texts, for specs of plugins. */
    public static Reply of(int exit, String out, String err) {
        return new Reply(exit, out.getBytes(StandardCharsets.UTF_8), err.getBytes(StandardCharsets.UTF_8));
    }

    /** The exit status; 128 + N after signal N, as shells count. */
    public int exit() {
        return exit;
    }

    /** Standard output as text; what is not UTF-8 becomes U+FFFD. */
    public String out() {
        return new String(out, StandardCharsets.UTF_8);
    }

    /** Standard error as text; what is not UTF-8 becomes U+FFFD. */
    public String err() {
        return new String(err, StandardCharsets.UTF_8);
    }

    /** Standard output as it came, a copy. */
    public byte[] outBytes() {
        return out.clone();
    }

    /** Whether the host sent more than was kept: what is here breaks off somewhere. */
    public boolean isTruncated() {
        return truncated;
    }

    /** As {@link #exit}, for Groovy's {@code reply.exit}. */
    public int getExit() {
        return exit;
    }

    /** As {@link #out}, for Groovy's {@code reply.out}. */
    public String getOut() {
        return out();
    }

    /** As {@link #err}, for Groovy's {@code reply.err}. */
    public String getErr() {
        return err();
    }

    /** As {@link #outBytes}, for Groovy's {@code reply.outBytes}. */
    public byte[] getOutBytes() {
        return outBytes();
    }

    @Override
    public String toString() {
        return "exit " + exit + ", " + out.length + " bytes out, " + err.length + " bytes err";
    }
}
