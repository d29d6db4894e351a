package dev.shoal.inventory;

import dev.shoal.text.ProblemsException;

import java.util.List;

/** What each source states of a host, for people who ask why. */
public interface Provenance {
    /**
     * One thing that a source states of a host.
     *
     * @param key {@code address}, {@code port}, {@code user}, or a variable's name
     * @param place the file and line, or the program
     */
    record Statement(String key, String value, String place) {}

    /** Where the host is named, the first source first; empty for what is in no inventory. */
    List<String> places(String host);

    /** Everything that is said of it: of several statements with one key the first counts. */
    List<Statement> statements(String host);

    /**
     * The same hosts in the same order, each with what costs a program's run to learn.
     *
     * @throws ProblemsException where it cannot be learnt
     */
    default List<Host> completed(List<Host> hosts) throws ProblemsException {
        return hosts;
    }
}
