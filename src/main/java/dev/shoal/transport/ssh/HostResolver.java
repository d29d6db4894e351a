package dev.shoal.transport.ssh;

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
}
