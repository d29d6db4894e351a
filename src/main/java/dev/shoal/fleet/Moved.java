package dev.shoal.fleet;

import java.util.List;

/**
 * What {@code put} or {@code get} has moved for one host.
 *
 * @param files regular files
 * @param bytes their contents
 * @param skipped what was left out by rule, as links and devices in a tree: the path and why, fit to be shown
 */
public record Moved(int files, long bytes, List<String> skipped) {
    public Moved {
        skipped = List.copyOf(skipped);
    }
}
