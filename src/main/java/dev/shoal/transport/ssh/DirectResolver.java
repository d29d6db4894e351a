package dev.shoal.transport.ssh;

import dev.shoal.inventory.Host;

/** Finds the way to hosts where no file of {@code -F} says anything: by the options and the inventory alone. Immutable. */
public final class DirectResolver implements HostResolver {
    private final ReachRules rules;

    public DirectResolver(SshOptions options) {
        this.rules = new ReachRules(options);
    }

    @Override
    public Destination resolve(Host host) {
        return rules.destination(host, ReachLayer.SILENT);
    }

    @Override
    public boolean offersDefaultKeys() {
        return true;
    }
}
