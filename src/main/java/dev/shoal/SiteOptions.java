package dev.shoal;

import dev.shoal.cli.UsageException;
import dev.shoal.config.ShoalConfig;
import dev.shoal.inventory.Inventory;
import dev.shoal.log.AuditLog;
import dev.shoal.log.ModuleLogs;
import dev.shoal.ssh.reach.SshOptions.Layer;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a site is made from.
 *
 * @param config the configuration; on a demo fleet without the configured hosts
 * @param demo the demo fleet, whose hosts then replace the configured ones
 * @param warn shows the operator a warning that belongs to no verb
 */
record SiteOptions(
        ShoalConfig config,
        Optional<DemoSite> demo,
        Environment environment,
        AuditLog audit,
        ModuleLogs logs,
        Consumer<String> warn) {
    static SiteOptions of(
            ShoalConfig config, Environment environment, AuditLog audit, ModuleLogs logs, Consumer<String> warn) {
        var shown = config.shown().orElse(known(environment, logs));
        return new SiteOptions(config.showing(shown), Optional.empty(), environment, audit, logs, warn);
    }

    /** What is built in and depends on the process. */
    private static Map<String, String> known(Environment environment, ModuleLogs logs) {
        return Map.of(
                "ssh.user", environment.user(),
                "ssh.keys", "those of the agent, then the usual ones of ~/.ssh",
                "ssh.known-hosts",
                        environment.home().resolve(".ssh/known_hosts").toString(),
                "log.dir", logs.options().dir().toString());
    }

    /** The same on a demo fleet, with all of its hosts as the target. */
    SiteOptions on(DemoSite fleet) {
        var values = config.shown().without(config.hostsFiles()).with(shown(), "the demo");
        return new SiteOptions(
                config.onFleet("@" + Inventory.ALL, values), Optional.of(fleet), environment, audit, logs, warn);
    }

    /** Asking the fleet for its key files would wait for its start. */
    private static Map<String, String> shown() {
        return Map.of(
                "target", "@" + Inventory.ALL,
                "ssh.user", "demo",
                "ssh.keys", "made for the demo",
                "ssh.known-hosts", "made for the demo",
                "ssh.host-keys", "strict");
    }

    /** How hosts are reached by default. */
    Layer reach() throws UsageException {
        return demo.isPresent() ? demo.get().reach() : config.ssh();
    }
}
