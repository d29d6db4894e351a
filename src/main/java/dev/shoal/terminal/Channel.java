package dev.shoal.terminal;

import java.io.OutputStream;

/**
 * Where one of the two streams goes. Only Main knows; renderers ask no terminal anything.
 *
 * @param stream takes UTF-8; need not be buffered
 * @param end who reads it
 * @param palette whether it shows colours
 */
public record Channel(OutputStream stream, End end, Palette palette) {
    /** Who is at the other end. */
    public enum End {
        /** A file or a program: remote bytes go there as they are. */
        FILE,
        /** A terminal that cannot erase a line. */
        DUMB_TERMINAL,
        /** A terminal that understands ANSI sequences. */
        TERMINAL
    }

    /** Without a terminal, without colours. */
    public static Channel file(OutputStream stream) {
        return new Channel(stream, End.FILE, Palette.PLAIN);
    }

    /** Whether people read it as it comes, so that remote bytes must be harmless. */
    public boolean isTerminal() {
        return end != End.FILE;
    }
}
