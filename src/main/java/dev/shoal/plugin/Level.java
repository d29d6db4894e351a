package dev.shoal.plugin;

/** How bad a value is, by the limits of its column, from good to bad. */
public enum Level {
    /** It is within its limits, or its column has none. */
    OK,
    /** A person should look at it. */
    WARN,
    /** A person should act on it. */
    CRITICAL
}
