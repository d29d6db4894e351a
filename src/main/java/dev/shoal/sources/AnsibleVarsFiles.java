package dev.shoal.sources;

import dev.shoal.inventory.SourceException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads {@code group_vars} and {@code host_vars} beside an inventory: a file of YAML for each group or host, or a directory
 * of them.
 */
final class AnsibleVarsFiles {
    private static final Pattern ENDING = Pattern.compile("\\.(ya?ml|json)$");

    private final AnsibleDraft draft;

    AnsibleVarsFiles(AnsibleDraft draft) {
        this.draft = draft;
    }

    /** @throws SourceException where one cannot be read, or is encrypted */
    void read(Path directory) throws SourceException {
        for (var path : inside(directory.resolve("group_vars"))) {
            if (draft.hasGroup(name(path))) {
                for (var file : files(path)) {
                    variables(file, (variable, value) -> draft.setGroupVariable(name(path), variable, value));
                }
            }
        }
        for (var path : inside(directory.resolve("host_vars"))) {
            if (draft.hasHost(name(path))) {
                for (var file : files(path)) {
                    variables(file, (variable, value) -> draft.setVariable(name(path), variable, value));
                }
            }
        }
    }

    private static List<Path> files(Path path) throws SourceException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        var files = new ArrayList<Path>();
        for (var inner : inside(path)) {
            files.addAll(files(inner));
        }
        return files;
    }

    private static List<Path> inside(Path directory) throws SourceException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var files = Files.list(directory)) {
            return files.filter(file -> !file.getFileName().toString().matches("\\..*|.*~"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new SourceException(directory + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static String name(Path path) {
        return ENDING.matcher(path.getFileName().toString()).replaceFirst("");
    }

    @FunctionalInterface
    private interface Setting {
        void of(String variable, Object value);
    }

    private static void variables(Path file, Setting setting) throws SourceException {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new SourceException(file + ": cannot be read: " + e.getMessage(), e);
        }
        if (text.startsWith("$ANSIBLE_VAULT")) {
            throw new SourceException(file
                    + ": it is encrypted with ansible-vault; install ansible-core, whose ansible-inventory reads it");
        }
        AnsibleJson.mapping(AnsibleYaml.load(file.toString(), text))
                .orElseThrow(() -> new SourceException(file + ": it is no mapping of variables"))
                .forEach(setting::of);
    }
}
