package dev.shoal.sources;

import dev.shoal.files.FileProblem;
import dev.shoal.text.ProblemsException;
import dev.shoal.text.Utf8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads {@code group_vars} and {@code host_vars} beside an inventory: a file of YAML for each group or host, or a directory
 * of them.
 */
final class AnsibleVarsFiles {
    private static final Pattern ENDING = Pattern.compile("\\.(ya?ml|json)$");
    /** Of several with one name Ansible reads the first of these alone, in this order. */
    private static final List<String> ENDINGS = List.of("", ".yml", ".yaml", ".json");

    private final AnsibleInventory inventory;

    AnsibleVarsFiles(AnsibleInventory inventory) {
        this.inventory = inventory;
    }

    /** @throws ProblemsException where one cannot be read, or is encrypted */
    void read(Path directory) throws ProblemsException {
        var groups = directory.resolve("group_vars");
        for (var group : names(groups)) {
            if (inventory.hasGroup(group)) {
                variables(groups, group, (variable, value) -> inventory.setFileVariable(group, variable, value));
            }
        }
        var hosts = directory.resolve("host_vars");
        for (var host : names(hosts)) {
            if (inventory.hasHost(host)) {
                variables(hosts, host, (variable, value) -> inventory.setVariable(host, variable, value));
            }
        }
    }

    private static Set<String> names(Path directory) throws ProblemsException {
        var names = new LinkedHashSet<String>();
        for (var path : inside(directory)) {
            names.add(ENDING.matcher(path.getFileName().toString()).replaceFirst(""));
        }
        return names;
    }

    private static void variables(Path directory, String name, Setting setting) throws ProblemsException {
        var first = ENDINGS.stream()
                .map(ending -> directory.resolve(name + ending))
                .filter(Files::exists)
                .findFirst();
        if (first.isPresent()) {
            for (var file : files(first.get())) {
                variables(file, setting);
            }
        }
    }

    /** Of a directory, files with another ending and directories with any are passed over, as there. */
    private static List<Path> files(Path path) throws ProblemsException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        var files = new ArrayList<Path>();
        for (var inner : inside(path)) {
            var name = inner.getFileName().toString();
            if (!name.contains(".") || (ENDING.matcher(name).find() && !Files.isDirectory(inner))) {
                files.addAll(files(inner));
            }
        }
        return files;
    }

    private static List<Path> inside(Path directory) throws ProblemsException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var files = Files.list(directory)) {
            return files.filter(file -> !file.getFileName().toString().matches("\\..*|.*~"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ProblemsException(FileProblem.of(directory, e), e);
        }
    }

    @FunctionalInterface
    private interface Setting {
        void of(String variable, Object value);
    }

    private static void variables(Path file, Setting setting) throws ProblemsException {
        String text;
        try {
            text = Utf8.withoutMark(Files.readString(file));
        } catch (IOException e) {
            throw new ProblemsException(FileProblem.of(file, e), e);
        }
        if (text.startsWith("$ANSIBLE_VAULT")) {
            throw new ProblemsException(file
                    + ": it is encrypted with ansible-vault; install ansible-core, whose ansible-inventory reads it");
        }
        AnsibleJson.mapping(AnsibleYaml.load(file.toString(), text))
                .orElseThrow(() -> new ProblemsException(file + ": not a mapping of variables"))
                .forEach(setting::of);
    }
}
