package dev.shoal.config;

import java.util.List;

/** The configuration cannot be used. Holds all mistakes that were found, each a line that is ready to be printed. */
public final class ConfigException extends Exception {
    private final List<String> problems;

    public ConfigException(List<String> problems) {
        super(String.join("\n", oneLineEach(problems)));
        this.problems = oneLineEach(problems);
    }

    /** One line for each mistake, in the order of the layers; never empty. */
    public List<String> problems() {
        return problems;
    }

    /** Without control characters, which values may hold and which would break the line or reach a terminal. */
    private static List<String> oneLineEach(List<String> problems) {
        return problems.stream()
                .map(problem -> problem.replaceAll("\\p{Cntrl}+", " "))
                .toList();
    }
}
