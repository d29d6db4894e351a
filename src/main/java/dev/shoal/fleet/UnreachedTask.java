package dev.shoal.fleet;

import dev.shoal.inventory.Host;
import dev.shoal.transport.Deadline;
import dev.shoal.transport.Failure;
import dev.shoal.transport.Transport;
import dev.shoal.transport.TransportException;

import java.util.Optional;

/** Nothing but the failure that is known already. */
record UnreachedTask<T>(Failure failure) implements HostTask<T> {
    @Override
    public T run(Host host, Transport transport, Deadline start) throws TransportException {
        throw new TransportException(failure);
    }

    @Override
    public Optional<T> partial() {
        return Optional.empty();
    }

    @Override
    public void abort() {
        // it ends at once
    }
}
