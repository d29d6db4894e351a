package dev.shoal.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The directories in which plugins are found by themselves.
 *
 * @param usual may be missing
 * @param named somebody asked for these, so that they must be there
 * @param own the operator's, where new plugins are written; one of the usual ones
 * @param trust why a file or directory is not to be trusted; empty if it is
 */
public record PluginDirs(List<Path> usual, List<Path> named, Path own, Function<Path, Optional<String>> trust) {
    public PluginDirs {
        usual = List.copyOf(usual);
        named = List.copyOf(named);
    }

    /** What is in them, by directory and name, and what is not taken. */
    record Found(List<Path> scripts, List<Path> jars, List<String> problems) {}

    Found look() {
        var found = new Found(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        usual.stream().filter(Files::isDirectory).distinct().forEach(dir -> look(dir, found));
        for (var dir : named) {
            if (!Files.isDirectory(dir)) {
                found.problems.add("plugins.dirs: " + dir + " is no directory; make it, or take it out of shoal.yaml");
            } else if (!usual.contains(dir)) {
                look(dir, found);
            }
        }
        return found;
    }

    private void look(Path dir, Found found) {
        var danger = trust.apply(dir);
        if (danger.isPresent()) {
            found.problems.add(danger.get());
            return;
        }
        list(dir, found).stream()
                .filter(file -> PluginKey.isScript(name(file)) && Files.isRegularFile(file))
                .forEach(found.scripts::add);
        jars(dir, found);
        var lib = dir.resolve("lib");
        if (Files.isDirectory(lib)) {
            trust.apply(lib).ifPresentOrElse(found.problems::add, () -> jars(lib, found));
        }
    }

    private void jars(Path dir, Found found) {
        for (var file : list(dir, found)) {
            if (name(file).endsWith(".jar")) {
                trust.apply(file).ifPresentOrElse(found.problems::add, () -> found.jars.add(file));
            }
        }
    }

    private static List<Path> list(Path dir, Found found) {
        try (var files = Files.list(dir)) {
            return files.sorted().toList();
        } catch (IOException e) {
            found.problems.add(dir + ": cannot be listed (" + e.getMessage() + "); its plugins are left out");
            return List.of();
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
