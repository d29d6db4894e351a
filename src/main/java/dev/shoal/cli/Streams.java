package dev.shoal.cli;

import dev.shoal.terminal.Channel;
import dev.shoal.terminal.Palette;
import dev.shoal.terminal.Screen;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;

/**
 * Where output goes and input comes from.
 *
 * @param outEnd who reads standard output
 * @param errEnd who reads standard error
 * @param inIsTerminal whether standard input is typed
 * @param colour whether the environment has nothing against colour
 * @param width the terminal's columns, at the moment of asking; 0 where there is none
 */
public record Streams(
        OutputStream out,
        OutputStream err,
        InputStream in,
        Channel.End outEnd,
        Channel.End errEnd,
        boolean inIsTerminal,
        boolean colour,
        IntSupplier width) {

    /** When to colour: the values of {@code --color}. */
    public enum Colour {
        AUTO,
        ALWAYS,
        NEVER;

        /** As typed after {@code --color}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** All of them, as help and messages list them. */
        static String words() {
            return Arrays.stream(values()).map(Colour::word).collect(Collectors.joining(", "));
        }
    }

    /** The same, with another way to learn how wide the terminal is. */
    Streams measuredBy(IntSupplier columns) {
        return new Streams(out, err, in, outEnd, errEnd, inIsTerminal, colour, columns);
    }

    /** Whether lines are typed at a terminal that shows them. */
    boolean isConversation() {
        return inIsTerminal && (outEnd != Channel.End.FILE || errEnd != Channel.End.FILE);
    }

    /** The two output streams as one screen. */
    Screen screen(Colour when) {
        return new Screen(
                new Channel(out, outEnd, palette(outEnd, when)),
                new Channel(err, errEnd, palette(errEnd, when)),
                System::nanoTime);
    }

    private Palette palette(Channel.End end, Colour when) {
        return switch (when) {
            case ALWAYS -> Palette.ANSI;
            case NEVER -> Palette.PLAIN;
            case AUTO -> colour && end == Channel.End.TERMINAL ? Palette.ANSI : Palette.PLAIN;
        };
    }
}
