package dev.shoal.script;

import dev.shoal.inventory.Host;
import org.jspecify.annotations.Nullable;

import java.util.Map;

/** A host of the inventory for Groovy, which reads its properties. As text it is the host's name. */
public final class KnownHost {
    private final Host host;

    /** A view of the host. */
    public KnownHost(Host host) {
        this.host = host;
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
