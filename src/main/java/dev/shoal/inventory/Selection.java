package dev.shoal.inventory;

import dev.shoal.nodeset.NodeSet;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The hosts that a target turned out to be.
 *
 * @param hosts in the order of their nodeset, each once
 * @param nodeset their names
 * @param unknown those of the names that are in no inventory; their hosts are known by name alone
 */
public record Selection(List<Host> hosts, NodeSet nodeset, NodeSet unknown) {
    public Selection {
        hosts = List.copyOf(hosts);
    }

    /** The names of any hosts as one compact nodeset, as {@code db1,web[1-2]}. */
    public static String fold(Collection<Host> hosts) {
        return NodeSet.of(hosts.stream().map(Host::name).toList()).fold();
    }

    public boolean isEmpty() {
        return hosts.isEmpty();
    }

    /** What the operator should know before the run: {@code not in the inventory: web07}. */
    public Optional<String> note() {
        return unknown.isEmpty() ? Optional.empty() : Optional.of("not in the inventory: " + unknown);
    }
}
