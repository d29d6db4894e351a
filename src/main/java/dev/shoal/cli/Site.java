package dev.shoal.cli;

import dev.shoal.fleet.FanOut;
import dev.shoal.inventory.Host;
import dev.shoal.inventory.Inventory;
import dev.shoal.log.AuditLog;
import dev.shoal.log.ModuleLogs;
import dev.shoal.nodeset.Expression;
import dev.shoal.plugin.registry.PluginRegistry;
import dev.shoal.script.CodePath;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Everything that verbs need and that is read or opened from outside: implemented by Main's package. */
public interface Site {
    Defaults defaults();

    /** What the hosts of a demo are, for the start of a shell; waits until that is known. Empty without a demo. */
    default Optional<String> demo() {
        return Optional.empty();
    }

    /** The hosts and groups of these sources, or of the configured ones where none is named. */
    Inventory inventory(List<String> sources) throws UsageException;

    /**
     * The same by name, as far as they are known without waiting for anything that still starts: for the prompt and for
     * completion.
     */
    default Inventory roster(List<String> sources) throws UsageException {
        return inventory(sources);
    }

    /**
     * The same for calculating with names: a program is asked for hosts only where an expression names a group that it may
     * know, and nothing is learnt of hosts but their names.
     */
    default Inventory names(List<String> sources) throws UsageException {
        return inventory(sources);
    }

    /** The nodesets of a host file, a line each; {@code -} is standard input. */
    List<Expression> hostfile(String file) throws UsageException;

    /** What runs jobs on these hosts, reached that way. Key files and passwords are looked at here, before anything runs. */
    FanOut engine(ConnectOptions reach, List<Host> hosts) throws UsageException, InterruptedException;

    /** The plugins; nothing is read or loaded before they are asked for something. */
    PluginRegistry plugins();

    AuditLog audit();

    /** Why a script must not be run, because another user may have written it; empty where it may. */
    default Optional<String> objection(Path script) {
        return Optional.empty();
    }

    /** Where scripts find the code of others. */
    CodePath code();

    /** Runs the text in the shell of this machine, which has the keyboard meanwhile; returns the exit status. */
    int local(String text) throws IOException, InterruptedException;

    /** What paths of this machine mean. */
    LocalPaths localPaths();

    /** The logs of this process, whose levels can change. */
    ModuleLogs logs();

    /** What was configured before any option. */
    Configured configured();
}
