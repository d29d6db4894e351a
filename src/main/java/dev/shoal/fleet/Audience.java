package dev.shoal.fleet;

import dev.shoal.inventory.Host;
import dev.shoal.transport.Phase;

import java.util.List;

/** Several listeners of one run; each is told in turn. */
public record Audience<T>(List<RunListener<T>> listeners) implements RunListener<T> {
    public Audience {
        listeners = List.copyOf(listeners);
    }

    @Override
    public void entered(int index, Host host, Phase phase) {
        listeners.forEach(listener -> listener.entered(index, host, phase));
    }

    @Override
    public void output(int index, Host host, Stream stream, byte[] bytes, int offset, int length) {
        listeners.forEach(listener -> listener.output(index, host, stream, bytes, offset, length));
    }

    @Override
    public void moved(int index, Host host, long bytes) {
        listeners.forEach(listener -> listener.moved(index, host, bytes));
    }

    @Override
    public void finished(HostResult<T> result) {
        listeners.forEach(listener -> listener.finished(result));
    }
}
