package dev.shoal.yaml;

import dev.shoal.text.ProblemsException;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the mistakes in files and settings, so that all are reported at once. Confined to one thread. */
public final class Problems {
    /** What is in no file comes after all files. */
    private static final YamlPosition LAST = new YamlPosition(Integer.MAX_VALUE, "", 1, 1);

    private record Finding(YamlPosition position, List<String> lines) {}

    private final List<Finding> findings = new ArrayList<>();

    /**
     * Notes a mistake at a key.
     *
     * @param problem the fact and the remedy
     */
    public void add(YamlPosition position, String key, String problem) {
        add(position, (key.isBlank() ? "\"" + key + "\"" : key) + ": " + problem);
    }

    void add(YamlPosition position, String problem) {
        findings.add(new Finding(position, List.of(position + ": " + problem)));
    }

    /** Notes why a file cannot be read. */
    public void add(YamlPosition file, ProblemsException problems) {
        findings.add(new Finding(file, problems.problems()));
    }

    /** Notes a mistake outside of the files. */
    public void add(String problem) {
        findings.add(new Finding(LAST, List.of(problem)));
    }

    /** Throws all mistakes, in the order of the files; does nothing where there is none. */
    public void throwIfAny() throws ProblemsException {
        if (!findings.isEmpty()) {
            throw new ProblemsException(findings.stream()
                    .sorted(Comparator.comparing(Finding::position, YamlPosition.ORDER))
                    .flatMap(finding -> finding.lines().stream())
                    .toList());
        }
    }
}
