package dev.shoal.text;

import java.util.List;

/** The configuration cannot be used. Holds all mistakes that were found, each a line that is ready to be printed. */
public final class ProblemsException extends Exception {
    private final List<String> problems;

    public ProblemsException(List<String> problems) {
        super(String.join("\n", oneLineEach(problems)));
        this.problems = oneLineEach(problems);
    }

    /** Each mistake, in the order of the layers; never empty. A line each, where a column is shown two more. */
    public List<String> problems() {
        return problems;
    }

    /**
     * Without what is secret, and without control characters, which values may hold and which would break the line or reach
     * a terminal; the indented lines that point at a column stay.
     */
    private static List<String> oneLineEach(List<String> problems) {
        return problems.stream()
                .map(problem -> Mask.text(problem).replaceAll("(?!\n  )\\p{Cntrl}+", " "))
                .toList();
    }
}
