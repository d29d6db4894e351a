package dev.shoal.fleet;

import java.util.Locale;

/** What two answers that are alike may differ in; in the order in which headers name it. */
public enum MaskKind {
    /** The host's own, short or full. */
    NAME,
    /** IPv4, IPv6, MAC, and the host's own address. */
    ADDRESS,
    /** One that the system picks, from 32768; lower ones are never masked. */
    PORT,
    DATE,
    TIME,
    DURATION,
    PID,
    UUID,
    HEX,
    SIZE,
    NUMBER,
    /** What an expression of the configuration finds. */
    MASK,
    /** How many blanks stand between words, as in columns. */
    BLANKS;

    /** The word, as {@code pid}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
