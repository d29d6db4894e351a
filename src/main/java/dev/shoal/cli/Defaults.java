package dev.shoal.cli;

import dev.shoal.fleet.FanOutOptions;

import java.util.Optional;

/**
 * What holds where no option says otherwise: the configuration.
 *
 * @param target a nodeset; empty where none is configured, and a target must be named
 * @param output a format's name, unchecked
 */
public record Defaults(Optional<String> target, String output, FanOutOptions fanOut) {}
