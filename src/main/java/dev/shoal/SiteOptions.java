package dev.shoal;

import dev.shoal.cli.Configured;
import dev.shoal.cli.Defaults;
import dev.shoal.config.ShoalConfig;
import dev.shoal.inventory.Expression;
import dev.shoal.inventory.Group;
import dev.shoal.inventory.Inventory;
import dev.shoal.log.AuditLog;
import dev.shoal.log.ModuleLogs;
import dev.shoal.testkit.DemoFleet;
import dev.shoal.transport.ssh.SshOptions.HostKeyMode;
import dev.shoal.transport.ssh.SshOptions.Reach;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a site is made from.
 *
 * @param ssh how hosts are reached where neither the command line nor the inventory says
 * @param hostsFiles the configured {@code hosts.yaml}, lowest layer first
 * @param demo the hosts of the demo fleet, which then take the place of those files
 */
record SiteOptions(
        Defaults defaults,
        Reach ssh,
        HostKeyMode hostKeys,
        List<Path> hostsFiles,
        Optional<Inventory> demo,
        Environment environment,
        AuditLog audit,
        ModuleLogs logs,
        Configured configured) {
    private static final String FOLD = "fold";

    static SiteOptions of(ShoalConfig config, Environment environment, AuditLog audit, ModuleLogs logs) {
        var defaults = new Defaults(config.target(), config.output().orElse(FOLD), config.fanOut());
        return new SiteOptions(
                defaults,
                config.ssh(),
                config.hostKeys(),
                config.hostsFiles(),
                Optional.empty(),
                environment,
                audit,
                logs,
                config.shown().orElse(known(environment, logs)));
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
    SiteOptions on(DemoFleet fleet) {
        var groups = fleet.groups().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(group -> new Group(group.getKey(), Expression.typed(group.getValue())))
                .toList();
        var reach = new Reach(
                Optional.of("demo"), OptionalInt.empty(), List.of(fleet.userKey()), Optional.of(fleet.knownHosts()));
        return new SiteOptions(
                new Defaults(Optional.of("@" + Inventory.ALL), defaults.output(), defaults.fanOut()),
                reach,
                HostKeyMode.STRICT,
                List.of(),
                Optional.of(Inventory.of(fleet.hosts(), groups)),
                environment,
                audit,
                logs,
                configured.without(hostsFiles).with(shown(fleet), "the demo"));
    }

    private static Map<String, String> shown(DemoFleet fleet) {
        return Map.of(
                "target",
                "@" + Inventory.ALL,
                "ssh.user",
                "demo",
                "ssh.keys",
                fleet.userKey().toString(),
                "ssh.known-hosts",
                fleet.knownHosts().toString(),
                "ssh.host-keys",
                "strict");
    }
}
