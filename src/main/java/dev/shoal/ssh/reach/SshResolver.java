package dev.shoal.ssh.reach;

import dev.shoal.inventory.Host;
import dev.shoal.transport.Failure;
import dev.shoal.transport.Phase;
import dev.shoal.transport.SetupException;
import dev.shoal.transport.TransportException;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Finds a host by the options, the inventory and one file in the format of ssh_config(5): the file of {@code -F} for all hosts,
 * else the one that the inventory names for this host, if any. A way to a host that is not supported is refused, never ignored.
 * Safe for many threads.
 */
public final class SshResolver implements HostResolver {
    /** The variable of a host that names its ssh_config(5) file. */
    public static final String CONFIG_VARIABLE = "ssh-config";

    private final SshOptions options;
    private final DestinationRules rules;
    private final Consumer<String> warn;
    private final Optional<OpenSshConfig> config;
    private final Map<Path, OpenSshConfig> configsOfHosts = new ConcurrentHashMap<>();

    /** @param warn shows the operator a problem that stops nothing */
    public SshResolver(SshOptions options, Consumer<String> warn) {
        this.options = options;
        this.rules = new DestinationRules(options);
        this.warn = warn;
        this.config = options.configFile().map(file -> new OpenSshConfig(file, options, warn));
    }

    @Override
    public void check() throws SetupException, InterruptedException {
        if (config.isPresent()) {
            config.get().check();
        }
        for (var ofHosts : configsOfHosts.values()) {
            ofHosts.check();
        }
    }

    @Override
    public Destination resolve(Host host) throws TransportException, InterruptedException {
        refuseUnsupported(host);
        var file = configOf(host);
        return file.isPresent() ? file.get().resolve(host) : rules.destination(host, SshConfigEntry.SILENT);
    }

    @Override
    public boolean wantsKnownKey(Host host) {
        return configOf(host).filter(file -> file.wantsKnownKey(host)).isPresent();
    }

    @Override
    public List<Path> namedKeys(Host host) {
        return rules.namedKeys(host);
    }

    /** A file of {@code -F} may name others, host by host. */
    @Override
    public List<Path> defaultKeys() {
        return config.isPresent() ? List.of() : rules.defaultKeys();
    }

    private Optional<OpenSshConfig> configOf(Host host) {
        return config.or(() -> host.variable(CONFIG_VARIABLE)
                .map(file -> configsOfHosts.computeIfAbsent(
                        rules.expanded(Path.of(file)), path -> OpenSshConfig.ofInventory(path, options, warn))));
    }

    private static void refuseUnsupported(Host host) throws TransportException {
        var refused = host.variable(Host.REFUSED);
        if (refused.isPresent()) {
            throw refusal(host.name() + ": " + refused.get());
        }
        for (var variable : host.variables().entrySet()) {
            var key = variable.getKey();
            var words = key.equals("jump") ? "jump hosts" : key.startsWith("proxy") ? "proxies" : "";
            if (!words.isEmpty()) {
                throw refusal(host.name() + ": the inventory sets " + key + ": " + variable.getValue() + "; " + words
                        + " are not in this version");
            }
        }
    }

    private static TransportException refusal(String problem) {
        return new TransportException(new Failure(Phase.RESOLVE, Failure.Kind.PROXY, problem, ""));
    }
}
