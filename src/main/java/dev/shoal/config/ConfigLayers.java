package dev.shoal.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where configuration is looked for. Nothing is taken from the current directory unless it is named.
 *
 * @param shoalHome the directory above {@code scripts/}, from {@code SHOAL_HOME}; its {@code conf} is the first layer
 * @param system the machine's layer, {@code /etc/shoal}
 * @param home the operator's home directory, what {@code ~} stands for
 * @param environment {@code XDG_CONFIG_HOME}, {@code SHOAL_CONF}, {@code SHOAL_*}, and what {@code ${env:…}} finds
 * @param named the directories of {@code --conf}, which must exist
 * @param assignments the words of {@code --set}, each {@code KEY=VALUE}
 */
public record ConfigLayers(
        Optional<Path> shoalHome,
        Path system,
        Path home,
        Map<String, String> environment,
        List<Path> named,
        List<String> assignments) {
    /** The machine's layer by default. */
    public static final Path SYSTEM = Path.of("/etc/shoal");

    /** A directory that may hold configuration; {@code by} is what names it, and then it must exist. */
    record Directory(Path path, Optional<String> by) {}

    public ConfigLayers {
        environment = Map.copyOf(environment);
        named = List.copyOf(named);
        assignments = List.copyOf(assignments);
    }

    /** The directories, later ones winning. They need not exist. */
    List<Directory> directories() {
        var all = new ArrayList<Directory>();
        shoalHome.ifPresent(path -> all.add(new Directory(path.resolve("conf"), Optional.empty())));
        all.add(new Directory(system, Optional.empty()));
        all.add(new Directory(userDirectory().resolve("shoal"), Optional.empty()));
        variable("SHOAL_CONF").ifPresent(path -> all.add(new Directory(Path.of(path), Optional.of("SHOAL_CONF"))));
        named.forEach(path -> all.add(new Directory(path, Optional.of("--conf"))));
        return all;
    }

    /** Where plugins are found by themselves: the installation's, then the operator's own. They need not exist. */
    List<Path> pluginDirectories() {
        return Stream.concat(shoalHome.stream(), Stream.of(userDirectory().resolve("shoal")))
                .map(path -> path.resolve("plugins"))
                .toList();
    }

    /** The variable, unless it is empty, which counts as not set. */
    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(text -> !text.isEmpty());
    }

    /** A relative XDG_CONFIG_HOME is to be ignored (XDG Base Directory Specification); it would be the current directory. */
    private Path userDirectory() {
        return variable("XDG_CONFIG_HOME")
                .map(Path::of)
                .filter(Path::isAbsolute)
                .orElseGet(() -> home.resolve(".config"));
    }
}
