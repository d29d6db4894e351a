package dev.shoal.sources;

import dev.shoal.text.ProblemsException;
import dev.shoal.text.ShellWords;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads an inventory in INI: sections of hosts, {@code [group:children]} and {@code [group:vars]}. */
final class AnsibleIni {
    private static final Pattern SECTION = Pattern.compile("\\[([^:\\]\\s]+)(?::(\\w+))?]\\s*(?:#.*)?");
    private static final Pattern GROUP = Pattern.compile("([^:\\]\\s]+)\\s*(?:#.*)?");

    private final AnsibleInventory inventory;
    private final String file;
    private String group = AnsibleInventory.UNGROUPED;
    private String kind = "hosts";
    /** Groups that were named as children before their own section, each with its parents and the first place. */
    private final Map<String, Pending> pending = new LinkedHashMap<>();

    private final Set<String> defined = new HashSet<>(Set.of(AnsibleInventory.ALL, AnsibleInventory.UNGROUPED));
    private int number;

    AnsibleIni(AnsibleInventory inventory, String file) {
        this.inventory = inventory;
        this.file = file;
    }

    private record Pending(List<String> parents, String place) {}

    /** @throws ProblemsException with the line that is wrong */
    void read(String text) throws ProblemsException {
        for (var line : text.lines().map(String::strip).toList()) {
            number++;
            if (!line.isEmpty() && !line.startsWith("#") && !line.startsWith(";")) {
                try {
                    one(line);
                } catch (IllegalArgumentException e) {
                    throw new ProblemsException(place() + ": " + e.getMessage(), e);
                }
            }
        }
        for (var group : pending.entrySet()) {
            throw new ProblemsException(group.getValue().place() + ": unknown section [" + group.getKey() + "]");
        }
    }

    private void one(String line) {
        var section = SECTION.matcher(line);
        if (section.matches()) {
            section(section.group(1), section.group(2) == null ? "hosts" : section.group(2));
            return;
        }
        switch (kind) {
            case "children" -> child(line);
            case "vars" -> variable(line);
            default -> host(line);
        }
    }

    private void section(String name, String sectionKind) {
        if (!sectionKind.matches("hosts|children|vars")) {
            throw new IllegalArgumentException("not a valid section: [" + name + ":" + sectionKind + "]; write [" + name
                    + "], :children or :vars");
        }
        group = name;
        kind = sectionKind;
        if (kind.equals("vars") && !defined.contains(name)) {
            pending.putIfAbsent(name, new Pending(new ArrayList<>(), place()));
            return;
        }
        defined.add(name);
        inventory.nameGroup(name);
        Optional.ofNullable(pending.remove(name))
                .ifPresent(waiting -> waiting.parents().forEach(parent -> inventory.addChild(parent, name)));
    }

    private void child(String line) {
        var name = GROUP.matcher(line);
        if (!name.matches()) {
            throw new IllegalArgumentException("[" + group + ":children] needs one group a line, found " + line);
        }
        if (defined.contains(name.group(1))) {
            inventory.addChild(group, name.group(1));
        } else { // as in Ansible, which counts hosts in the order in which groups become known
            pending.computeIfAbsent(name.group(1), _ -> new Pending(new ArrayList<>(), place()))
                    .parents()
                    .add(group);
        }
    }

    private void variable(String line) {
        int equals = line.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException("[" + group + ":vars] needs name=value, found " + line);
        }
        inventory.setGroupVariable(
                group,
                line.substring(0, equals).strip(),
                AnsibleValue.ofIni(line.substring(equals + 1).strip()));
    }

    private void host(String line) {
        var words = ShellWords.of(line, true);
        if (words.isEmpty()) {
            return;
        }
        if (words.getFirst().startsWith("plugin:")) {
            throw new IllegalArgumentException(
                    "it configures an inventory plugin; install ansible-core, whose ansible-inventory reads it");
        }
        var range = AnsibleRange.of(words.getFirst());
        for (var name : range.names()) {
            inventory.addHost(group, name, range.port(), place());
            for (var word : words.subList(1, words.size())) {
                int equals = word.indexOf('=');
                if (equals < 1) {
                    throw new IllegalArgumentException("only name=value may follow a host, found " + word);
                }
                inventory.setVariable(name, word.substring(0, equals), AnsibleValue.ofIni(word.substring(equals + 1)));
            }
        }
    }

    private String place() {
        return file + ":" + number;
    }
}
