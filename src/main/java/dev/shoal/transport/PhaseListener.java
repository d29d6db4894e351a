package dev.shoal.transport;

/** Told which phase a host's attempt has entered; called serially per host, and must not block. */
@FunctionalInterface
public interface PhaseListener {
    void entered(Phase phase);
}
