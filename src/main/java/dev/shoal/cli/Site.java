package dev.shoal.cli;

import dev.shoal.fleet.Engine;
import dev.shoal.inventory.Expression;
import dev.shoal.inventory.Host;
import dev.shoal.inventory.Inventory;
import dev.shoal.log.AuditLog;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Everything that verbs need and that is read or opened from outside: implemented by Main's package. */
public interface Site {
    Defaults defaults();

    /** The hosts and groups of these files, or of the configured ones where there is none. */
    Inventory inventory(List<Path> files) throws UsageException;

    /**
     * The same by name, as far as they are known without waiting for anything that still starts: for the prompt and for
     * completion.
     */
    default Inventory roster(List<Path> files) throws UsageException {
        return inventory(files);
    }

    /** The keys of the plugins there are, for completion, each with a word on what it is; found without loading any. */
    default Map<String, String> pluginKeys() {
        return Map.of();
    }

    /** The nodesets of a host file, a line each; {@code -} is standard input. */
    List<Expression> hostfile(String file) throws UsageException;

    /** What runs jobs on these hosts, reached that way. Key files and passwords are looked at here, before anything runs. */
    Engine engine(Reach reach, List<Host> hosts) throws UsageException, InterruptedException;

    AuditLog audit();
}
