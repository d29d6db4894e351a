package dev.shoal.script;

import dev.shoal.inventory.Host;
import org.jspecify.annotations.Nullable;

import java.util.Map;

/** A host as Groovy sees it. As text it is its name. */
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

    /** What is dialled. */
    public String getAddress() {
        return host.address();
    }

    /** The port, or null where none is set. */
    public @Nullable Integer getPort() {
        return host.port().isPresent() ? host.port().getAsInt() : null;
    }

    /** Who logs in, or null where nobody says. */
    public @Nullable String getUser() {
        return host.user().orElse(null);
    }

    /** What else the inventory says of it, as text. */
    public Map<String, String> getVars() {
        return host.variables();
    }

    @Override
    public String toString() {
        return host.name();
    }
}
