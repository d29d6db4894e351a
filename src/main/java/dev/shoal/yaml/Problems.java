package dev.shoal.yaml;

import dev.shoal.text.ProblemsException;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The mistakes found so far, so that all can be told at once. */
public final class Problems {
    private record Finding(YamlPosition place, String text) {}

    private final List<Finding> findings = new ArrayList<>();

    /**
     * Notes a mistake.
     *
     * @param key the key that it is about
     * @param problem what was found and what would be accepted
     */
    public void add(YamlPosition place, String key, String problem) {
        add(place, (key.isBlank() ? "\"" + key + "\"" : key) + ": " + problem);
    }

    void add(YamlPosition place, String problem) {
        findings.add(new Finding(place, problem));
    }

    /** Throws all of them, in the order of the files; does nothing where there are none. */
    public void throwIfAny() throws ProblemsException {
        if (!findings.isEmpty()) {
            throw new ProblemsException(findings.stream()
                    .sorted(Comparator.comparing(Finding::place, YamlPosition.ORDER))
                    .map(finding -> finding.place() + ": " + finding.text())
                    .toList());
        }
    }
}
