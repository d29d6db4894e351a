package dev.shoal.fold;

import java.util.Locale;

/** What two replies that are similar may differ in; in the order in which headers name it. */
public enum MaskKind {
    /** The host's own, short or full. */
    NAME('n'),
    /** IPv4, IPv6, MAC, and the host's own address. */
    ADDRESS('a'),
    /** One that the system picks, from 32768; lower ones are never masked. */
    PORT('o'),
    DATE('d'),
    TIME('t'),
    DURATION('u'),
    PID('p'),
    UUID('i'),
    HEX('x'),
    SIZE('s'),
    NUMBER('c'),
    /** What an expression of the configuration finds. */
    MASK('m'),
    /** How many blanks stand between words, as in columns. */
    BLANKS('b');

    private final char letter;

    MaskKind(char letter) {
        this.letter = letter;
    }

    /** Stands for the kind in shapes. */
    char letter() {
        return letter;
    }

    /** The word, as {@code pid}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
