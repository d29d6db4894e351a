package dev.shoal;

import dev.shoal.config.ConfigException;
import dev.shoal.config.FileTrust;
import dev.shoal.config.PluginsYaml;
import dev.shoal.config.ShoalConfig;
import dev.shoal.plugin.PluginDirs;
import dev.shoal.plugin.PluginException;
import dev.shoal.plugin.PluginRegistry;
import dev.shoal.plugin.PluginSetting;
import dev.shoal.plugin.PluginSource;

import java.util.List;
import java.util.Map;

/** Puts the plugins together. Nothing is read before a verb asks for one. */
final class Plugins {
    /** The collectors that come with Shoal: class names by key. */
    private static final Map<String, String> BUILT_IN = Map.of();

    private Plugins() {}

    static PluginRegistry registry(ShoalConfig.Plugins config, Environment environment) {
        var dirs = new PluginDirs(config.usual(), config.named(), config.usual().getLast(), FileTrust::objection);
        return new PluginRegistry(BUILT_IN, () -> configured(config, environment), dirs, Plugins::scripts);
    }

    private static List<PluginSetting> configured(ShoalConfig.Plugins config, Environment environment)
            throws PluginException {
        try {
            return PluginsYaml.read(config.files(), environment.shoalHome(), environment.home());
        } catch (ConfigException e) {
            throw new PluginException(String.join("\n", e.problems()), e);
        }
    }

    /** What compiles scripts, whose classes see those of the loader. */
    private static PluginSource scripts(ClassLoader loader) {
        return file -> {
            throw new PluginException(file + ": Groovy plugins are not in this version; write the plugin in Java");
        };
    }
}
