package dev.shoal.script;

import dev.shoal.fold.MaskKind;
import dev.shoal.fold.SimilarFold;
import dev.shoal.inventory.Host;
import dev.shoal.nodeset.NodeSet;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** A group of hosts with the same or similar replies, for Groovy. As text it is the nodeset. Immutable. */
public final class GroupView {
    private final List<String> names;
    private final List<String> varying;
    private final ResultView first;

    GroupView(SimilarFold.Group similar, ResultView first) {
        this.varying = similar.varying().stream().map(MaskKind::word).toList();
        this.names = similar.group().hosts().stream().map(Host::name).toList();
        this.first = first;
    }

    /** A property that it does not have. */
    @SuppressWarnings("DoNotCallSuggester") // Groovy calls it
    public Object propertyMissing(String name) {
        throw NoSuchName.of("a group has no property", name, ListView.properties(GroupView.class), "", GroupView.class);
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

    /** The exit status that all of them have; null if no command ended. */
    public @Nullable Integer getExit() {
        return first.getExit();
    }

    /** The kinds of values in which their replies differ, e.g. {@code pid}; empty if the replies are the same. */
    public List<String> getVarying() {
        return varying;
    }

    /** Standard output of all of them, or of the first host if the replies are only similar. */
    public String getOut() {
        return first.getOut();
    }

    /** Standard error of all of them, or of the first host if the replies are only similar. */
    public String getErr() {
        return first.getErr();
    }

    @Override
    public String toString() {
        var hosts = getHosts() + " (" + getCount() + ")";
        return varying.isEmpty() ? hosts : hosts + " similar except " + String.join(", ", varying);
    }
}
