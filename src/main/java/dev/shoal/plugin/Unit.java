package dev.shoal.plugin;

/** What numbers count, so that people read {@code 93 %} and {@code 1.2 TiB} while scripts see numbers. */
public enum Unit {
    NONE,
    BYTES,
    /** From 0 to 100. */
    PERCENT,
    SECONDS
}
