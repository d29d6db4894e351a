package dev.shoal.ssh.reach;

import dev.shoal.inventory.Host;

import java.nio.file.Path;
import java.util.List;

/**
 * Where a host is reached and as whom, everything decided.
 *
 * @param address what is dialled
 * @param identities key files to try in this order; named if {@code explicit}, else the defaults
 *     that exist
 * @param explicitIdentities whether the identities were named (then they are tried before the agent's keys)
 * @param identitiesOnly whether the agent's other keys are left out (OpenSSH's IdentitiesOnly)
 * @param knownHosts files that tell hosts' keys, the first one taking new ones
 */
public record Destination(
        Host host,
        String address,
        int port,
        String user,
        List<Path> identities,
        boolean explicitIdentities,
        boolean identitiesOnly,
        List<Path> knownHosts) {
    public Destination {
        identities = List.copyOf(identities);
        knownHosts = List.copyOf(knownHosts);
    }

    /** How messages name it, as {@code web07:22}. */
    public String label() {
        return host.name() + ":" + port;
    }
}
