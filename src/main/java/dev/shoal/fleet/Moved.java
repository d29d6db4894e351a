package dev.shoal.fleet;

import java.util.List;

/**
 * What {@code put} or {@code get} has moved for one host.
 *
 * @param files regular files
 * @param bytes their contents
 * @param skipped what was left out by rule, as links and devices in a tree: the path and why, fit to be shown
 * @param noted what was moved although something is odd about it: the path and what, fit to be shown
 */
public record Moved(int files, long bytes, List<String> skipped, List<String> noted) {
    public Moved {
        skipped = List.copyOf(skipped);
        noted = List.copyOf(noted);
    }

    /** With nothing odd. */
    public Moved(int files, long bytes, List<String> skipped) {
        this(files, bytes, skipped, List.of());
    }
}
