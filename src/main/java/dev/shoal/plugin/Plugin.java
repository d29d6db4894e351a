package dev.shoal.plugin;

import java.util.List;

/**
 * Asks one host something. Extend it in Java and name the class in {@code plugins.yaml}, or in Groovy and drop the file into
 * a plugin directory.
 *
 * <p>One object serves all hosts, and {@link #process} is called for several of them at once, each on a thread of its own:
 * keep what belongs to one host in local variables.
 */
public abstract class Plugin {
    /**
     * What there is to know about the host.
     *
     * @return a Map (one row), a collection or array of Maps (many rows), a record (one row), anything else (one row with the
     *     column {@code value}), or null (no row)
     * @throws Exception whatever goes wrong: the host then counts as failed, the others go on
     */
    public abstract Object process(HostContext host) throws Exception;

    /** The columns in their order, with units and warn thresholds; columns that are not declared follow as they come. */
    public List<Column> columns() {
        return List.of();
    }
}
