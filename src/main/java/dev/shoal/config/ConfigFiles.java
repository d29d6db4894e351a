package dev.shoal.config;

import dev.shoal.files.FileTrust;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files that the layers hold, lowest layer first, and what keeps them from being read. */
record ConfigFiles(List<Path> settings, List<Path> hosts, List<Path> plugins, List<String> problems) {
    private static final String SETTINGS = "shoal.yaml";
    private static final String HOSTS = "hosts.yaml";
    private static final String PLUGINS = "plugins.yaml";

    static ConfigFiles in(ConfigLayers layers) {
        var files = new ConfigFiles(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        layers.directories().forEach(files::look);
        return files;
    }

    /** Those of settings, then those of hosts. */
    List<Path> all() {
        return Stream.of(settings, hosts, plugins).flatMap(List::stream).toList();
    }

    private void look(ConfigLayers.Directory directory) {
        var path = directory.path();
        if (directory.by().isPresent() && !Files.isDirectory(path)) {
            problems.add(directory.by().get() + ": " + path + " is not a directory; name one that holds " + SETTINGS
                    + " or " + HOSTS);
            return;
        }
        var found = List.of(SETTINGS, HOSTS, PLUGINS).stream()
                .map(path::resolve)
                .filter(Files::exists)
                .toList();
        if (found.isEmpty()) {
            return;
        }
        var danger = FileTrust.objection(path);
        if (danger.isPresent()) {
            problems.add(danger.get());
            return;
        }
        found.forEach(this::take);
    }

    private void take(Path file) {
        Optional<String> objection = Files.isReadable(file)
                ? FileTrust.objection(file)
                : Optional.of(file + ": you may not read it; change its mode, or remove it");
        if (objection.isPresent()) {
            problems.add(objection.get());
        } else {
            (file.endsWith(SETTINGS) ? settings : file.endsWith(HOSTS) ? hosts : plugins).add(file);
        }
    }
}
