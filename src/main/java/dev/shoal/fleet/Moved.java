package dev.shoal.fleet;

/**
 * What {@code put} or {@code get} has moved for one host.
 *
 * @param files regular files
 * @param bytes their contents
 */
public record Moved(int files, long bytes) {}
