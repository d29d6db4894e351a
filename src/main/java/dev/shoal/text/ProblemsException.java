package dev.shoal.text;

import java.util.List;

/**
 * A file, a program or a setting that cannot be used. Holds every mistake that was found, each a line that is ready to be printed: the
 * thing, the fact and the remedy.
 */
public final class ProblemsException extends Exception {
    private final List<String> problems;

    public ProblemsException(List<String> problems) {
        this.problems = oneLineEach(problems);
    }

    /** All mistakes, in lines. */
    @Override
    public String getMessage() {
        return String.join("\n", problems);
    }

    /** With one mistake. */
    public ProblemsException(String problem) {
        this(List.of(problem));
    }

    /** With one mistake and its cause. */
    public ProblemsException(String problem, Throwable cause) {
        this(problem);
        initCause(cause);
    }

    /** Each mistake, in the order of the files; never empty. Of a line with a column marked, two more lines follow. */
    public List<String> problems() {
        return problems;
    }

    /**
     * Without secrets and without control characters, which values may hold and which would break the line or reach a terminal; the
     * indented lines that point at a column stay.
     */
    private static List<String> oneLineEach(List<String> problems) {
        return problems.stream()
                .map(problem -> Mask.text(problem).replaceAll("(?!\n  )\\p{Cntrl}+", " "))
                .toList();
    }
}
