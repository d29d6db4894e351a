package dev.shoal.sources;

import dev.shoal.inventory.Group;
import dev.shoal.inventory.GroupSource;
import dev.shoal.nodeset.Expression;
import dev.shoal.nodeset.NodeSet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The groups of a source that has been read, by the source's name. */
final class FixedGroups implements GroupSource {
    private final String name;
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final List<String> hosts;

    FixedGroups(String name, SourceContents contents) {
        this.name = name;
        contents.groups().forEach(group -> groups.putIfAbsent(group.name(), group));
        this.hosts = contents.hosts().stream().map(host -> host.name()).toList();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<Expression> group(String group) {
        return Optional.ofNullable(groups.get(group)).map(Group::hosts);
    }

    @Override
    public List<String> groups() {
        return List.copyOf(groups.keySet());
    }

    @Override
    public Optional<Expression> all() {
        return Optional.of(Expression.at(name, NodeSet.of(hosts).fold()));
    }

    @Override
    public boolean answersUnnamed() {
        return false; // the inventory has them already, in the order of the sources
    }
}
