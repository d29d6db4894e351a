package dev.shoal.ssh.reach;

import dev.shoal.inventory.Host;
import dev.shoal.transport.TransportException;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Finds the way to a host by the ssh_config(5) that the inventory names for it, and to all others another way. Safe for
 * many threads.
 */
public final class HostsOwnConfig implements HostResolver {
    private final String variable;
    private final SshOptions options;
    private final HostResolver others;
    private final Consumer<String> warn;
    private final Map<Path, OpenSshConfig> configs = new ConcurrentHashMap<>();

    /**
     * With a way for hosts without a file.
     *
     * @param variable of a host, the file's name
     * @param warn tells the operator something
     */
    public HostsOwnConfig(String variable, SshOptions options, HostResolver others, Consumer<String> warn) {
        this.warn = warn;
        this.variable = variable;
        this.options = options;
        this.others = others;
    }

    @Override
    public void check() throws SshSetupException, InterruptedException {
        others.check();
        for (var config : configs.values()) {
            config.check();
        }
    }

    @Override
    public Destination resolve(Host host) throws TransportException, InterruptedException {
        return of(host).resolve(host);
    }

    @Override
    public boolean wantsKnownKey(Host host) {
        return of(host).wantsKnownKey(host);
    }

    @Override
    public boolean offersDefaultKeys() {
        return others.offersDefaultKeys();
    }

    private HostResolver of(Host host) {
        return host.variable(variable)
                .<HostResolver>map(file ->
                        configs.computeIfAbsent(expanded(file), path -> OpenSshConfig.ofInventory(path, options, warn)))
                .orElse(others);
    }

    private Path expanded(String file) {
        return file.startsWith("~/") ? options.home().resolve(file.substring(2)) : Path.of(file);
    }
}
