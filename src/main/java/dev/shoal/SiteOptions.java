package dev.shoal;

import dev.shoal.cli.Defaults;
import dev.shoal.cli.UsageException;
import dev.shoal.config.ShoalConfig;
import dev.shoal.inventory.Inventory;
import dev.shoal.log.AuditLog;
import dev.shoal.transport.ssh.SshOptions.HostKeyMode;
import dev.shoal.transport.ssh.SshOptions.Reach;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a site is made from.
 *
 * @param ssh how hosts are reached where neither the command line nor the inventory says; not those of a demo fleet
 * @param hostsFiles the configured {@code hosts.yaml}, lowest layer first
 * @param demo the demo fleet, whose hosts then take the place of those files
 */
record SiteOptions(
        Defaults defaults,
        Reach ssh,
        HostKeyMode hostKeys,
        List<Path> hostsFiles,
        Optional<DemoSite> demo,
        Environment environment,
        AuditLog audit) {
    private static final String FOLD = "fold";

    static SiteOptions of(ShoalConfig config, Environment environment, AuditLog audit) {
        var defaults = new Defaults(config.target(), config.output().orElse(FOLD), config.fanOut());
        return new SiteOptions(
                defaults, config.ssh(), config.hostKeys(), config.hostsFiles(), Optional.empty(), environment, audit);
    }

    /** The same on a demo fleet, with all of its hosts as the target. */
    SiteOptions on(DemoSite fleet) {
        return new SiteOptions(
                new Defaults(Optional.of("@" + Inventory.ALL), defaults.output(), defaults.fanOut()),
                ssh,
                HostKeyMode.STRICT,
                List.of(),
                Optional.of(fleet),
                environment,
                audit);
    }

    /** How hosts are reached where nothing nearer says. */
    Reach reach() throws UsageException {
        return demo.isPresent() ? demo.get().reach() : ssh;
    }
}
