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
    /** A duration in seconds, shown in days, hours and minutes. */
    SECONDS
}
