package dev.shoal.sources;

import dev.shoal.files.TextFile;
import dev.shoal.inventory.Inventory;
import dev.shoal.text.ProblemsException;
import dev.shoal.yaml.Problems;
import dev.shoal.yaml.YamlPosition;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code hosts.yaml}: hosts, groups and variables. Ranges of values are dealt out to the hosts of their nodeset, in
 * its order. Of variables the later line wins, in the later file too, and a host's own win over those under
 * {@code vars:}.
 */
public final class HostsYaml {
    private HostsYaml() {}

    /**
     * One inventory of all the files. An empty file says nothing; no file is no inventory. Groups are read when they are
     * used, save for their syntax, so that one that names an unknown group troubles nobody else.
     *
     * @throws ProblemsException where something in the files is wrong, or one cannot be read: all mistakes at once, as
     *     {@code hosts.yaml:3:5: db1 port: ...}
     */
    public static Inventory read(List<Path> files) throws ProblemsException {
        return read(files, 0);
    }

    /**
     * The same, in which the first files are layers of the configuration: there a later one redefines a group of an earlier one.
     *
     * @param layers how many of the files
     */
    public static Inventory read(List<Path> files, int layers) throws ProblemsException {
        var texts = texts(files);
        var findings = new Problems();
        var draft = new HostsDraft(findings, layers);
        for (int i = 0; i < texts.size(); i++) {
            var start = new YamlPosition(i, files.get(i).toString(), 1, 1);
            new HostsReader(start, findings, draft).read(texts.get(i));
        }
        return draft.inventory();
    }

    private static List<String> texts(List<Path> files) throws ProblemsException {
        var texts = new ArrayList<String>();
        var problems = new ArrayList<String>();
        for (var file : files) {
            try {
                texts.add(TextFile.read(file));
            } catch (ProblemsException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new ProblemsException(problems);
        }
        return texts;
    }
}
