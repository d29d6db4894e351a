package dev.shoal;

import dev.shoal.cli.Configured;
import dev.shoal.cli.Defaults;
import dev.shoal.cli.UsageException;
import dev.shoal.config.ShoalConfig;
import dev.shoal.inventory.Inventory;
import dev.shoal.log.AuditLog;
import dev.shoal.log.ModuleLogs;
import dev.shoal.sources.SourcesOptions;
import dev.shoal.ssh.reach.SshOptions.HostKeyMode;
import dev.shoal.ssh.reach.SshOptions.Reach;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a site is made from.
 *
 * @param ssh how hosts are reached where neither the command line nor the inventory says; not those of a demo fleet
 * @param hostsFiles the configured {@code hosts.yaml}, lowest layer first
 * @param sources where hosts come from beside those
 * @param warn tells the operator something that no verb is asked for
 * @param demo the demo fleet, whose hosts then take the place of those files
 */
record SiteOptions(
        Defaults defaults,
        Reach ssh,
        HostKeyMode hostKeys,
        List<Path> hostsFiles,
        SourcesOptions sources,
        Optional<DemoSite> demo,
        Environment environment,
        AuditLog audit,
        ModuleLogs logs,
        Configured configured,
        Consumer<String> warn) {
    private static final String FOLD = "fold";

    static SiteOptions of(
            ShoalConfig config, Environment environment, AuditLog audit, ModuleLogs logs, Consumer<String> warn) {
        var defaults = new Defaults(config.target(), config.output().orElse(FOLD), config.fanOut(), config.masks());
        return new SiteOptions(
                defaults,
                config.ssh(),
                config.hostKeys(),
                config.hostsFiles(),
                config.sources(),
                Optional.empty(),
                environment,
                audit,
                logs,
                config.shown().orElse(known(environment, logs)),
                warn);
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
        return new SiteOptions(
                new Defaults(Optional.of("@" + Inventory.ALL), defaults.output(), defaults.fanOut(), defaults.masks()),
                ssh,
                HostKeyMode.STRICT,
                List.of(),
                sources,
                Optional.of(fleet),
                environment,
                audit,
                logs,
                configured.without(hostsFiles).with(shown(), "the demo"),
                warn);
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

    /** How hosts are reached where nothing nearer says. */
    Reach reach() throws UsageException {
        return demo.isPresent() ? demo.get().reach() : ssh;
    }
}
