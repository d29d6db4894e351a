package dev.shoal.config;

import java.util.List;

/** Mistakes in files of hosts, all that were found, in the order of the files. */
public final class HostsProblems extends Exception {
    private final List<String> problems;

    /**
     * All that was found, at least one.
     *
     * @param problems each with its place and its remedy; a line, or three where a caret shows the column
     */
    public HostsProblems(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
