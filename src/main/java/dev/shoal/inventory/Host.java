package dev.shoal.inventory;

import dev.shoal.nodeset.HostName;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One machine of the fleet.
 *
 * @param name the inventory name: unique; what operators type and results show; letters, digits and {@code -_.:%+}
 * @param address what the transport dials: a DNS name or a literal IP address
 * @param port TCP port, 1 to 65535; empty if the inventory sets none: then the transport's default applies
 * @param user login name; empty if the inventory sets none
 * @param variables everything else that the sources state of this host, in their order; values as text
 * @param fallbacks {@code address port user key} of sources that come after one whose ssh_config the host is reached by:
 *     each applies where that file sets nothing, which only ssh knows
 */
public record Host(
        String name,
        String address,
        OptionalInt port,
        Optional<String> user,
        Map<String, String> variables,
        Map<String, String> fallbacks) {
    /** The variable with the reason why the host must not be reached: it stays in its groups, and is refused when it is used. */
    public static final String REFUSED = "shoal_refused";

    public Host {
        var problem = HostName.problem(name);
        if (problem.isPresent()) {
            throw new IllegalArgumentException(problem.get());
        }
        if (address.isBlank()) {
            throw new IllegalArgumentException(name + ": the address must not be blank");
        }
        if (port.isPresent() && (port.getAsInt() < 1 || port.getAsInt() > 65_535)) {
            throw new IllegalArgumentException(name + ": port " + port.getAsInt() + " is outside 1-65535");
        }
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        fallbacks = Collections.unmodifiableMap(new LinkedHashMap<>(fallbacks));
    }

    /** A host without fallbacks. */
    public Host(String name, String address, OptionalInt port, Optional<String> user, Map<String, String> variables) {
        this(name, address, port, user, variables, Map.of());
    }

    /** A host of which only the name is known: it is dialled by that name. */
    public static Host named(String name) {
        return new Host(name, name, OptionalInt.empty(), Optional.empty(), Map.of());
    }

    /** The variable as text, empty where no source sets it. */
    public Optional<String> variable(String key) {
        return Optional.ofNullable(variables.get(key));
    }

    @Override
    public String toString() {
        return name;
    }
}
