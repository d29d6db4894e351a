package dev.shoal.cli;

import dev.shoal.fleet.FanOutOptions;
import dev.shoal.fold.Masks;

import java.util.Optional;

/**
 * The configuration, which counts where no option is given.
 *
 * @param target a nodeset; empty where none is configured, and a target must be named
 * @param output a format's name, unchecked
 * @param masks what answers that are similar may differ in
 */
public record Defaults(Optional<String> target, String output, FanOutOptions fanOut, Masks masks) {
    /** With the masks that are built in. */
    public Defaults(Optional<String> target, String output, FanOutOptions fanOut) {
        this(target, output, fanOut, Masks.BUILT_IN);
    }
}
