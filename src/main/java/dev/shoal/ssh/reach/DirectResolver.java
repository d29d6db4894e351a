package dev.shoal.ssh.reach;

import dev.shoal.inventory.Host;

/** Finds the way to hosts where no file of {@code -F} says anything: by the options and the inventory alone. Immutable. */
public final class DirectResolver implements HostResolver {
    private final DestinationRules rules;

    public DirectResolver(SshOptions options) {
        this.rules = new DestinationRules(options);
    }

    @Override
    public Destination resolve(Host host) {
        return rules.destination(host, SshConfigEntry.SILENT);
    }

    @Override
    public boolean offersDefaultKeys() {
        return true;
    }
}
