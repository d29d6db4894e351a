package dev.shoal.ssh.reach;

import dev.shoal.inventory.Host;
import dev.shoal.transport.TransportException;

/** Decides where a host is reached and as whom. Safe for many threads; may start a program, so it may take milliseconds. */
@FunctionalInterface
public interface HostResolver {
    /**
     * Where and as whom.
     *
     * @throws TransportException if something says to reach the host in a way that cannot be honoured
     */
    Destination resolve(Host host) throws TransportException, InterruptedException;

    /**
     * Looks for mistakes that can be found before anything runs.
     *
     * @throws SshSetupException if there is one
     */
    default void check() throws SshSetupException, InterruptedException {}

    /** Whether of this host, which was resolved before, no new key may be accepted, whatever the options say. */
    default boolean wantsKnownKey(Host host) {
        return false;
    }

    /** Whether the default keys are all that hosts are offered where neither the options nor the inventory name any. */
    default boolean offersDefaultKeys() {
        return false;
    }
}
