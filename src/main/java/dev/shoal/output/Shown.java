package dev.shoal.output;

import dev.shoal.fold.FoldGroup;

import java.util.List;

/**
 * What the operator has seen of a run's replies, so that later lines can mean it.
 *
 * @param groups under their numbers, the first being 1
 * @param style how they were shown
 */
public record Shown(List<FoldGroup> groups, FoldStyle style) {
    public Shown {
        groups = List.copyOf(groups);
    }
}
