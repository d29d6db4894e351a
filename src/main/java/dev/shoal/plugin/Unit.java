package dev.shoal.plugin;

/**
 * The unit of a column's numbers. A plugin returns plain numbers in this unit; the table shows them to people as {@code 93 %}
 * or {@code 1.2 TiB}, while JSON and scripts get the number itself.
 */
public enum Unit {
    /** Text, or numbers that are shown as they are. */
    NONE,
    /** A number of bytes, shown with a binary prefix. */
    BYTES,
    /** A share from 0 to 100. */
    PERCENT,
    /** A duration in seconds, shown in days, hours and minutes, or in milliseconds and microseconds where it is short. */
    SECONDS,
    /** A duration in milliseconds, shown as of {@link #SECONDS}. */
    MILLIS,
    /** How many, shown with groups of three digits. */
    COUNT,
    /** How many a second, shown with {@code /s}. */
    RATE,
    /** A moment in seconds since 1970-01-01 UTC, shown as date and time in UTC. */
    TIMESTAMP,
    /** A duration in days; negative where the moment has passed. */
    DAYS
}
