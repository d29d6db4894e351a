package dev.shoal.config;

import dev.shoal.text.ProblemsException;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a configuration and ends: a program for {@code LazyConfigSpec}, in Java because Groovy loads half the class path. */
final class ReadsConfig {
    private ReadsConfig() {}

    public static void main(String[] args) throws ProblemsException {
        var dir = Path.of(args[0]);
        var environment = Map.of("SHOAL_OUTPUT", "raw");
        var config = ShoalConfig.read(new ConfigLayers(
                Optional.of(dir.resolve("shoal")),
                dir.resolve("etc"),
                dir.resolve("home"),
                environment,
                List.of(),
                List.of("fleet.fanout=3")));
        if (config.defaults().fanOut().fanout() != 3) {
            throw new IllegalStateException("not read: " + config);
        }
    }
}
