package dev.shoal.plugin.registry;

import dev.shoal.plugin.registry.PluginSetting.Source;
import dev.shoal.text.Nearest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The directories in which plugins are found: scripts by their file names, and jars for the plugins' class path.
 *
 * @param usual the directories that are always read; each may be missing
 * @param named the directories that the configuration names; one that is missing is a problem
 * @param own the operator's own directory, where new plugins are written; one of the usual ones
 * @param trust why a file or directory is not trusted; empty if it is
 */
public record PluginDirs(List<Path> usual, List<Path> named, Path own, Function<Path, Optional<String>> trust) {
    /** The origin of the collectors that come with Shoal. */
    static final String BUILT_IN = "built in";

    private static final String LIB = "lib";

    public PluginDirs {
        usual = List.copyOf(usual);
        named = List.copyOf(named);
    }

    /**
     * Reads the directories and decides what each key stands for: a script of the directories gives way to a built-in plugin,
     * and both give way to the configuration. Loads nothing.
     *
     * @param builtIns class names by key
     * @param configured later ones win
     */
    Index index(Map<String, String> builtIns, List<PluginSetting> configured) {
        var index = new Index(new TreeMap<>(), new ArrayList<>(), new ArrayList<>());
        builtIns.forEach((key, name) ->
                index.settings.put(key, new PluginSetting(key, new Source.OfClass(name), Optional.empty(), BUILT_IN)));
        var scripts = new ArrayList<Path>();
        usual.stream().filter(Files::isDirectory).distinct().forEach(dir -> read(dir, scripts, index));
        for (var dir : named) {
            if (!Files.isDirectory(dir)) {
                index.problems.add(
                        "plugins.dirs: " + dir + " is not a directory; create it, or remove it from shoal.yaml");
            } else if (!usual.contains(dir)) {
                read(dir, scripts, index);
            }
        }
        scripts.forEach(index::addScript);
        configured.forEach(index::configure);
        return index;
    }

    /** The jars for the class path. */
    List<Path> jars() {
        return index(Map.of(), List.of()).jars();
    }

    /** The directories of helper classes. */
    public List<Path> helperDirs() {
        return Stream.concat(usual.stream(), named.stream())
                .distinct()
                .map(dir -> dir.resolve(LIB))
                .filter(Files::isDirectory)
                .toList();
    }

    /**
     * The specs of plugins by key, those in the first of several directories.
     *
     * @param others directories that have plugins, too
     */
    Map<String, Path> specs(List<Path> others) {
        var found = new TreeMap<String, Path>();
        Stream.of(usual, named, others)
                .flatMap(List::stream)
                .distinct()
                .map(dir -> dir.resolve("spec"))
                .filter(Files::isDirectory)
                .flatMap(dir -> list(dir, new Index(new TreeMap<>(), new ArrayList<>(), new ArrayList<>())).stream())
                .forEach(file -> PluginKey.ofSpec(name(file)).ifPresent(key -> found.putIfAbsent(key, file)));
        return found;
    }

    private void read(Path dir, List<Path> scripts, Index index) {
        var objection = trust.apply(dir);
        if (objection.isPresent()) {
            index.problems.add(objection.get());
            return;
        }
        var files = list(dir, index);
        files.stream()
                .filter(file -> PluginKey.isScript(name(file)) && Files.isRegularFile(file))
                .forEach(scripts::add);
        addJars(files, index);
        var lib = dir.resolve(LIB);
        if (Files.isDirectory(lib)) {
            trust.apply(lib).ifPresentOrElse(index.problems::add, () -> addJars(list(lib, index), index));
        }
    }

    private void addJars(List<Path> files, Index index) {
        files.stream().filter(file -> name(file).endsWith(".jar")).forEach(file -> trust.apply(file)
                .ifPresentOrElse(index.problems::add, () -> index.jars.add(file)));
    }

    private static List<Path> list(Path dir, Index index) {
        try (var files = Files.list(dir)) {
            return files.sorted().toList();
        } catch (IOException e) {
            index.problems.add(dir + ": cannot be listed (" + e.getMessage() + "); its plugins are skipped");
            return List.of();
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /**
     * The plugins by key, as far as they are known without loading any.
     *
     * @param settings by key, sorted
     * @param jars for the plugins' class path
     * @param problems the files and directories that are left out, and why; a line each
     */
    record Index(Map<String, PluginSetting> settings, List<Path> jars, List<String> problems) {
        private void addScript(Path file) {
            var key = PluginKey.ofFile(name(file));
            if (key.isEmpty()) {
                problems.add(file + ": the file name does not give a valid key; use " + PluginKey.RULE
                        + ", or capitals as in RootFree.groovy");
                return;
            }
            var setting = new PluginSetting(key.get(), new Source.OfScript(file), Optional.empty(), file.toString());
            var old = settings.putIfAbsent(key.get(), setting);
            if (old != null) {
                addSecond(key.get(), old, file);
            }
        }

        private void addSecond(String key, PluginSetting old, Path file) {
            if (old.source() instanceof Source.OfClass) {
                problems.add(file + ": has the key of a built-in plugin, " + key
                        + ", which is used instead; rename the file, or write " + key + ": {script: " + file
                        + "} in plugins.yaml");
                return;
            }
            var problem = "plugin " + key + ": two files have this key, " + old.origin() + " and " + file
                    + "; rename one of them, or name one in plugins.yaml";
            problems.add(problem);
            settings.put(key, new PluginSetting(key, new Source.Refused(problem), Optional.empty(), old.origin()));
        }

        /** A key of the configuration decides between two files, too. */
        private void configure(PluginSetting setting) {
            if (setting.source() instanceof Source.AsFound) {
                configureFound(setting);
                return;
            }
            settings.put(setting.key(), setting);
            problems.removeIf(problem -> problem.startsWith("plugin " + setting.key() + ": two files"));
        }

        private void configureFound(PluginSetting setting) {
            var key = setting.key();
            var found = settings.get(key);
            if (found != null) {
                settings.put(
                        key,
                        new PluginSetting(key, found.source(), setting.params(), setting.timeout(), found.origin()));
                return;
            }
            var near = Nearest.to(key, settings.keySet())
                    .map(nearest -> "did you mean " + nearest + "? Else add")
                    .orElse("add");
            var problem = setting.origin() + ": " + key + ": unknown plugin; " + near + " its class: or script:";
            problems.add(problem);
            settings.put(key, new PluginSetting(key, new Source.Refused(problem), Optional.empty(), setting.origin()));
        }
    }
}
