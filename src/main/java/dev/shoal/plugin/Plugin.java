package dev.shoal.plugin;

import java.util.List;

/**
 * A plugin reads something from one host and returns it as rows. The verb {@code collect} runs it on every host of the target
 * and shows the rows of all hosts as one table.
 *
 * <p>There are two ways to write one: extend this class in Java and name the class in {@code plugins.yaml}, or extend it in
 * Groovy and put the file into a plugin directory. A Groovy file is compiled when it is first used, and again when it has
 * changed. {@code plugins new NAME} writes an example to start from.
 *
 * <p>A class needs a constructor without parameters. A plugin object lives for one host's call: each host gets its own, so
 * that a field belongs to one host. Several hosts are read at once, each on its own thread, and share what is static.
 */
public abstract class Plugin {
    /**
     * Reads the host. It runs on its own thread and is stopped when the time limit of the plugin is over. An exception is the
     * failure of this host only; the other hosts continue.
     *
     * @param host the host, and the means to run commands and read files on it
     * @return a Map (one row), a collection or array of Maps (many rows), a record (one row), any other value (one row with the
     *     column {@code value}), or null (no row)
     * @throws Exception if the host cannot be read; the message becomes the host's failure
     */
    public abstract Object process(HostContext host) throws Exception;

    /**
     * The columns in the order to show, with units and warning thresholds. Columns of the rows that are not declared here follow
     * in the order in which they first occur.
     */
    public List<Column> columns() {
        return List.of();
    }

    /**
     * What a caller can set, as {@code n} in {@code collect top-mem n=5}. Read once, when the plugin is loaded: two names that
     * differ in dashes and capitals only are refused. {@link HostContext#param} has the values.
     */
    public List<Param> params() {
        return List.of();
    }

    /** What the plugin shows, in one line, for the list of plugins and for completion; empty if it has nothing to say. */
    public String summary() {
        return "";
    }
}
