package dev.shoal.script;

import dev.shoal.fold.AlikeGroup;
import dev.shoal.fold.MaskKind;
import dev.shoal.inventory.Host;
import dev.shoal.nodeset.NodeSet;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** Hosts that answered the same, or alike, as Groovy sees them. Immutable. */
public final class GroupView {
    private final List<String> names;
    private final List<String> varying;
    private final ResultView first;

    GroupView(AlikeGroup alike, ResultView first) {
        this.varying = alike.varying().stream().map(MaskKind::word).toList();
        this.names = alike.group().hosts().stream().map(Host::name).toList();
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

    /** What their answers differ in, as {@code pid}; empty where they are the same. */
    public List<String> getVarying() {
        return varying;
    }

    /** What all of them wrote to standard output; the first of them, where the answers are only alike. */
    public String getOut() {
        return first.getOut();
    }

    /** The same of standard error. */
    public String getErr() {
        return first.getErr();
    }

    @Override
    public String toString() {
        var hosts = getHosts() + " (" + getCount() + ")";
        return varying.isEmpty() ? hosts : hosts + " similar but for " + String.join(", ", varying);
    }
}
