package dev.shoal.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The mistakes found so far, so that all can be told at once. */
final class HostsFindings {
    private record Finding(HostsPlace place, String text) {}

    private final List<Finding> findings = new ArrayList<>();

    /**
     * Notes a mistake.
     *
     * @param key the key that it is about
     * @param problem what was found and what would be accepted
     */
    void add(HostsPlace place, String key, String problem) {
        add(place, (key.isBlank() ? "\"" + key + "\"" : key) + ": " + problem);
    }

    void add(HostsPlace place, String problem) {
        findings.add(new Finding(place, problem));
    }

    /** Throws all of them, in the order of the files; does nothing where there are none. */
    void throwIfAny() throws ConfigException {
        if (!findings.isEmpty()) {
            throw new ConfigException(findings.stream()
                    .sorted(Comparator.comparing(Finding::place, HostsPlace.ORDER))
                    .map(finding -> finding.place() + ": " + finding.text())
                    .toList());
        }
    }
}
