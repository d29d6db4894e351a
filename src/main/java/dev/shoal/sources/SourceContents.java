package dev.shoal.sources;

import dev.shoal.inventory.Group;
import dev.shoal.inventory.GroupSource;
import dev.shoal.inventory.Host;
import dev.shoal.inventory.Provenance;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The hosts and groups of one source.
 *
 * @param source what people call it: a file, or a program
 * @param hosts each once, in its order
 * @param groups in its order
 * @param origins where a host was first named, as {@code hosts.ini:3}, by the host's name; may leave some out
 * @param asked knows more groups, and is asked only when one of them is named
 * @param provenance where each of its variables comes from, if it knows more than the origins
 */
public record SourceContents(
        String source,
        List<Host> hosts,
        List<Group> groups,
        Map<String, String> origins,
        Optional<GroupSource> asked,
        Optional<Provenance> provenance) {
    public SourceContents {
        hosts = List.copyOf(hosts);
        groups = List.copyOf(groups);
        origins = Map.copyOf(origins);
    }

    /** Of which nothing more is known than where hosts were first named. */
    public SourceContents(
            String source,
            List<Host> hosts,
            List<Group> groups,
            Map<String, String> origins,
            Optional<GroupSource> asked) {
        this(source, hosts, groups, origins, asked, Optional.empty());
    }
}
