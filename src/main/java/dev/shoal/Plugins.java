package dev.shoal;

import dev.shoal.config.ShoalConfig;
import dev.shoal.files.FileTrust;
import dev.shoal.plugin.PluginException;
import dev.shoal.plugin.registry.PluginDirs;
import dev.shoal.plugin.registry.PluginRegistry;
import dev.shoal.plugin.registry.PluginSetting;
import dev.shoal.plugin.registry.PluginsReader;
import dev.shoal.script.ClassCache;
import dev.shoal.script.CodePath;
import dev.shoal.script.GroovyPlugins;
import dev.shoal.script.HelperFiles;
import dev.shoal.text.ProblemsException;

import java.util.List;
import java.util.Map;

/** Puts the plugins together. Nothing is read before a verb asks for one. */
final class Plugins {
    /** The collectors that come with Shoal: class names by key. */
    private static final Map<String, String> BUILT_IN = Map.of(
            "disk", "dev.shoal.collect.DiskPlugin",
            "memory", "dev.shoal.collect.MemoryPlugin",
            "network", "dev.shoal.collect.NetworkPlugin",
            "os", "dev.shoal.collect.OsPlugin",
            "uptime", "dev.shoal.collect.UptimePlugin");

    private Plugins() {}

    static PluginRegistry registry(ShoalConfig.Plugins config, Environment environment) {
        var dirs = new PluginDirs(config.usual(), config.named(), config.usual().getLast(), FileTrust::objection);
        return new PluginRegistry(
                BUILT_IN,
                () -> configured(config, environment),
                dirs,
                loader -> new GroovyPlugins(cache(environment), helpers(dirs), loader));
    }

    /** Where scripts find the code of others. */
    static CodePath code(PluginRegistry plugins, Environment environment) {
        return new CodePath(cache(environment), helpers(plugins.dirs()), plugins::libraries);
    }

    private static ClassCache cache(Environment environment) {
        return ClassCache.in(environment.cacheDir().resolve("classes"));
    }

    private static HelperFiles helpers(PluginDirs dirs) {
        return new HelperFiles(dirs::helperDirs, dirs.trust());
    }

    private static List<PluginSetting> configured(ShoalConfig.Plugins config, Environment environment)
            throws PluginException {
        try {
            return PluginsReader.read(config.files(), environment.shoalHome(), environment.home());
        } catch (ProblemsException e) {
            throw new PluginException(String.join("\n", e.problems()), e);
        }
    }
}
