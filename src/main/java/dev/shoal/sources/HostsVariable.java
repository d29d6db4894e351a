package dev.shoal.sources;

import dev.shoal.yaml.YamlPosition;

import java.util.List;

/**
 * A variable as a line of the file gives it to the hosts of a nodeset.
 *
 * @param values one for all of them, or one for each in their order
 */
record HostsVariable(YamlPosition place, String name, List<String> values) {
    static final String ADDRESS = "address";
    static final String PORT = "port";
    static final String USER = "user";

    boolean fits(int hosts) {
        return values.size() == 1 || values.size() == hosts;
    }

    String valueFor(int host) {
        return values.size() == 1 ? values.getFirst() : values.get(host);
    }
}
