package dev.shoal.sources;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.jr.ob.JSON;
import dev.shoal.inventory.Inventory;
import dev.shoal.nodeset.HostName;
import dev.shoal.nodeset.NodeSetException;
import dev.shoal.text.ProblemsException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what {@code ansible-inventory --list} and executable inventories print. */
final class AnsibleJson {
    private static final String META = "_meta";

    /** Python prints NaN and Infinity as numbers. */
    private static final JSON PYTHONS = JSON.builder(new JsonFactoryBuilder()
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .build())
            .build();

    private final AnsibleInventory inventory;
    private final String source;
    private boolean hasMeta;
    private final List<String> named = new ArrayList<>();

    /** @param source what messages call it */
    AnsibleJson(AnsibleInventory inventory, String source) {
        this.inventory = inventory;
        this.source = source;
    }

    /** @throws ProblemsException if it is not an inventory in JSON */
    void read(String text) throws ProblemsException {
        for (var entry : object(text).entrySet()) {
            if (entry.getKey().equals(META)) {
                hasMeta = true;
                meta(object(entry.getValue(), META));
            } else {
                group(entry.getKey(), entry.getValue());
            }
        }
    }

    /** The hosts that have to be asked for one by one, as the answer had no variables of hosts. */
    List<String> withoutVariables() {
        return hasMeta ? List.of() : List.copyOf(named);
    }

    /** What was answered for one of them. */
    void readHost(String host, String text) throws ProblemsException {
        object(text).forEach((name, value) -> set(host, name, value));
    }

    private void meta(Map<String, Object> meta) throws ProblemsException {
        for (var host : object(meta.get("hostvars"), "hostvars").entrySet()) {
            object(host.getValue(), host.getKey()).forEach((name, value) -> set(host.getKey(), name, value));
        }
    }

    private void set(String host, String name, @Nullable Object value) {
        if (value != null) {
            inventory.setVariable(host, name, value);
        }
    }

    private void group(String name, Object value) throws ProblemsException {
        inventory.nameGroup(name);
        if (value instanceof Collection<?> || value instanceof String) {
            hosts(name, list(value, name));
            return;
        }
        var group = object(value, name);
        hosts(name, list(group.get("hosts"), "hosts of " + name));
        for (var child : list(group.get("children"), "children of " + name)) {
            inventory.addChild(name, String.valueOf(child));
        }
        object(group.get("vars"), "vars of " + name).forEach((variable, set) -> {
            if (set != null) {
                inventory.setGroupVariable(name, variable, set);
            }
        });
    }

    private void hosts(String group, Collection<?> hosts) {
        for (var host : hosts) {
            for (var name : names(String.valueOf(host))) {
                inventory.addHost(group, name, source.replace(": ansible-inventory", ""));
                named.add(name);
            }
        }
    }

    /** A program written for Shoal may print nodesets; a name that is not valid is refused with the other hosts. */
    private static List<String> names(String host) {
        try {
            return host.isBlank() || HostName.problem(host).isEmpty()
                    ? List.of(host)
                    : Inventory.empty().calculate(host).names();
        } catch (NodeSetException e) {
            return List.of(host);
        }
    }

    private Map<String, Object> object(String text) throws ProblemsException {
        try {
            return object(PYTHONS.anyFrom(text.strip()), "its output");
        } catch (IOException e) {
            var why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new ProblemsException(source + ": its output is not valid JSON: " + why, e);
        }
    }

    private Map<String, Object> object(@Nullable Object value, String what) throws ProblemsException {
        return mapping(value)
                .orElseThrow(() -> new ProblemsException(source + ": " + what + " is not an object in JSON"));
    }

    private Collection<?> list(@Nullable Object value, String what) throws ProblemsException {
        return switch (value) {
            case null -> List.of();
            case Collection<?> list -> list;
            case String one -> List.of(one);
            case Map<?, ?> map -> map.keySet(); // as of an inventory that is written as YAML is
            default -> throw new ProblemsException(source + ": " + what + " is not a list in JSON");
        };
    }

    /** A map with texts as keys, in its order; an empty one for null; empty if the value is not a map. */
    static Optional<Map<String, Object>> mapping(@Nullable Object value) {
        var mapping = new LinkedHashMap<String, Object>();
        if (value == null) {
            return Optional.of(mapping);
        }
        if (!(value instanceof Map<?, ?> map)) {
            return Optional.empty();
        }
        map.forEach((key, inner) -> mapping.put(String.valueOf(key), inner == null ? Map.of() : inner));
        return Optional.of(mapping);
    }
}
