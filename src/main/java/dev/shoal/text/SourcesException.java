package dev.shoal.text;

import java.util.List;

/** Sources that cannot be read: all of them at once, a line each. */
public final class SourcesException extends Exception {
    private final List<String> problems;

    public SourcesException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** Each in one line, in the order of the sources; never empty. */
    public List<String> problems() {
        return problems;
    }
}
