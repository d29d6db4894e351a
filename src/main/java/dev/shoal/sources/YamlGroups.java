package dev.shoal.sources;

import dev.shoal.inventory.Expression;
import dev.shoal.inventory.GroupSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A group source of ClusterShell's that stands in a YAML file. Its group {@code all} is all of its hosts. */
final class YamlGroups implements GroupSource {
    private static final String ALL = "all";

    private final String name;
    private final Map<String, Expression> groups;
    private final boolean isDefault;

    YamlGroups(String name, Map<String, Expression> groups, boolean isDefault) {
        this.name = name;
        this.groups = groups;
        this.isDefault = isDefault;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean answersUnnamed() {
        return isDefault;
    }

    @Override
    public Optional<Expression> group(String group) {
        return Optional.ofNullable(groups.get(group));
    }

    @Override
    public List<String> groups() {
        return List.copyOf(groups.keySet());
    }

    @Override
    public Optional<Expression> all() {
        return group(ALL);
    }
}
