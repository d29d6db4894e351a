package dev.shoal.script;

import dev.shoal.inventory.Host;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/** A host of the inventory for Groovy, which reads its properties. As text it is the host's name. */
public final class KnownHost {
    private final Host host;

    /** A view of the host. */
    public KnownHost(Host host) {
        this.host = host;
    }

    Host host() {
        return host;
    }

    /** What is known of it but its name, each variable by its name. */
    Map<String, Object> cells() {
        var cells = new LinkedHashMap<String, Object>();
        cells.put("address", host.address());
        RowView.put(cells, "port", getPort());
        RowView.put(cells, "user", getUser());
        host.variables().forEach(cells::putIfAbsent);
        return cells;
    }

    /** A property that it does not have. */
    @SuppressWarnings("DoNotCallSuggester") // Groovy calls it
    public Object propertyMissing(String name) {
        throw NoSuchName.of("a host has no property", name, ListView.properties(KnownHost.class), "", KnownHost.class);
    }

    /** The inventory name, as results call it. */
    public String getHost() {
        return host.name();
    }

    /** The inventory name. */
    public String getName() {
        return host.name();
    }

    /** The address to connect to. */
    public String getAddress() {
        return host.address();
    }

    /** The port, or null if none is set. */
    public @Nullable Integer getPort() {
        return host.port().isPresent() ? host.port().getAsInt() : null;
    }

    /** The user to log in as, or null if none is set. */
    public @Nullable String getUser() {
        return host.user().orElse(null);
    }

    /** The host's variables from the inventory, as text. */
    public Map<String, String> getVars() {
        return host.variables();
    }

    @Override
    public String toString() {
        return host.name();
    }
}
