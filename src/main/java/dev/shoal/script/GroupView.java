package dev.shoal.script;

import dev.shoal.fleet.FoldGroup;
import dev.shoal.inventory.Host;
import dev.shoal.inventory.NodeSet;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** Hosts that answered the same, as Groovy sees them. Immutable. */
public final class GroupView {
    private final List<String> names;
    private final ResultView first;

    GroupView(FoldGroup group, ResultView first) {
        this.names = group.hosts().stream().map(Host::name).toList();
        this.first = first;
    }

    /** The hosts, folded, as {@code web[1-3]}. */
    public String getHosts() {
        return NodeSet.of(names).fold();
    }

    /** The hosts' names. */
    public List<String> getNames() {
        return names;
    }

    /** How many hosts. */
    public int getCount() {
        return names.size();
    }

    /** The exit status of all of them; null where no command ended. */
    public @Nullable Integer getExit() {
        return first.getExit();
    }

    /** What all of them wrote to standard output. */
    public String getOut() {
        return first.getOut();
    }

    /** What all of them wrote to standard error. */
    public String getErr() {
        return first.getErr();
    }

    @Override
    public String toString() {
        return getHosts() + " (" + getCount() + ")";
    }
}
