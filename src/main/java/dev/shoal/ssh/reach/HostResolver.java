package dev.shoal.ssh.reach;

import dev.shoal.inventory.Host;
import dev.shoal.transport.SetupException;
import dev.shoal.transport.TransportException;

import java.nio.file.Path;
import java.util.List;

/** Decides where a host is reached and as whom. Safe for many threads; may start a program, so it may take milliseconds. */
@FunctionalInterface
public interface HostResolver {
    /**
     * Where and as whom.
     *
     * @throws TransportException if the host is to be reached in a way that is not supported
     */
    Destination resolve(Host host) throws TransportException, InterruptedException;

    /**
     * Looks for mistakes that can be found before anything runs.
     *
     * @throws SetupException if there is one
     */
    default void check() throws SetupException, InterruptedException {}

    /** Whether no new key of this host, which was resolved before, may be accepted, independent of the options. */
    default boolean wantsKnownKey(Host host) {
        return false;
    }

    /** The key files that are named for the host, as far as known without resolving it. */
    default List<Path> namedKeys(Host host) {
        return List.of();
    }

    /** The existing key files that hosts are offered where none is named. */
    default List<Path> defaultKeys() {
        return List.of();
    }
}
