package dev.shoal.sources;

import dev.shoal.inventory.GroupSource;
import dev.shoal.nodeset.Expression;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A group source of ClusterShell's that stands in a YAML file. Its group {@code all} is all of its hosts.
 *
 * @param definitions the groups by name, in the order of the file
 */
record YamlGroups(String name, boolean answersUnnamed, Map<String, Expression> definitions) implements GroupSource {
    private static final String ALL = "all";

    @Override
    public Optional<Expression> group(String group) {
        return Optional.ofNullable(definitions.get(group));
    }

    @Override
    public List<String> groups() {
        return List.copyOf(definitions.keySet());
    }

    @Override
    public Optional<Expression> all() {
        return group(ALL);
    }
}
