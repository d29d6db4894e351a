package dev.shoal.plugin;

import dev.shoal.plugin.PluginSetting.Made;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which keys there are and what each stands for: the built-in ones, then what lies in the directories, over which the
 * configuration wins. Nothing is loaded for it.
 */
final class Index {
    private final Map<String, PluginSetting> settings = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private final List<Path> jars;

    /**
     * Reads the directories.
     *
     * @param builtIns class names by key
     * @param configured later ones win
     */
    Index(Map<String, String> builtIns, List<PluginSetting> configured, PluginDirs dirs) {
        builtIns.forEach((key, name) ->
                settings.put(key, new PluginSetting(key, new Made.OfClass(name), Optional.empty(), "built in")));
        var found = dirs.look();
        jars = List.copyOf(found.jars());
        problems.addAll(found.problems());
        found.scripts().forEach(this::found);
        configured.forEach(this::configured);
    }

    /** By key, sorted. */
    Map<String, PluginSetting> settings() {
        return settings;
    }

    /** What is for the plugins' class path. */
    List<Path> jars() {
        return jars;
    }

    /** Files and directories that are left out, and why; a line each. */
    List<String> problems() {
        return problems;
    }

    private void found(Path file) {
        var key = PluginKey.ofFile(String.valueOf(file.getFileName()));
        if (key.isEmpty()) {
            problems.add(
                    file + ": its name makes no key; write " + PluginKey.RULE + ", or capitals as in RootFree.groovy");
            return;
        }
        var setting = new PluginSetting(key.get(), new Made.OfScript(file), Optional.empty(), file.toString());
        var old = settings.putIfAbsent(key.get(), setting);
        if (old != null) {
            twice(key.get(), old, file);
        }
    }

    private void twice(String key, PluginSetting old, Path file) {
        if (old.made() instanceof Made.OfClass) {
            problems.add(file + ": has the key of the built-in plugin " + key
                    + ", which stays; rename the file, or write " + key + ": {script: " + file + "} in plugins.yaml");
            return;
        }
        var problem = "plugin " + key + ": two files have this key, " + old.origin() + " and " + file
                + "; rename one of them, or name one in plugins.yaml";
        problems.add(problem);
        settings.put(key, new PluginSetting(key, new Made.Refused(problem), Optional.empty(), old.origin()));
    }

    private void configured(PluginSetting setting) {
        settings.put(setting.key(), setting);
        // whoever names one of two files has told which one is meant
        problems.removeIf(problem -> problem.startsWith("plugin " + setting.key() + ": two files"));
    }
}
