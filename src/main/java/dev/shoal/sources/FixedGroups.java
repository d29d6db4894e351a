package dev.shoal.sources;

import dev.shoal.inventory.GroupSource;
import dev.shoal.nodeset.Expression;
import dev.shoal.nodeset.NodeSet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The groups of a source that has been read.
 *
 * @param definitions the groups by name, in the order of the source
 */
record FixedGroups(String name, boolean answersUnnamed, Map<String, Expression> definitions, Optional<Expression> all)
        implements GroupSource {
    /** Of an inventory source. Its groups are also in the inventory, so it does not answer for groups without a source's name. */
    static FixedGroups of(String name, SourceContents contents) {
        var definitions = new LinkedHashMap<String, Expression>();
        contents.groups().forEach(group -> definitions.putIfAbsent(group.name(), group.hosts()));
        var hosts =
                NodeSet.of(contents.hosts().stream().map(host -> host.name()).toList());
        return new FixedGroups(name, false, definitions, Optional.of(Expression.at(name, hosts.fold())));
    }

    /** Of a YAML file of ClusterShell's, where the group {@code all} is all hosts. */
    static FixedGroups ofClusterShell(String name, boolean answersUnnamed, Map<String, Expression> definitions) {
        return new FixedGroups(name, answersUnnamed, definitions, Optional.ofNullable(definitions.get("all")));
    }

    @Override
    public Optional<Expression> group(String group) {
        return Optional.ofNullable(definitions.get(group));
    }

    @Override
    public List<String> groups() {
        return List.copyOf(definitions.keySet());
    }
}
