package dev.shoal.ssh.hostkey;

import dev.shoal.ssh.reach.Destination;
import dev.shoal.transport.Failure;

import java.security.PublicKey;
import java.util.List;
import java.util.Optional;

/** Decides whether a host is who it was. Safe for many threads. */
public interface HostKeyPolicy {
    /** The key types known for the host ({@code ssh-ed25519} …), so that the exchange can ask for one of them; may be empty. */
    List<String> knownTypes(Destination destination);

    /**
     * Empty if the key is accepted, else why not, with phase {@code HOSTKEY} and kind {@code HOSTKEY}.
     *
     * @param key what the host showed; its signature over the exchange was checked already
     */
    Optional<Failure> check(Destination destination, PublicKey key);
}
