package dev.shoal.ssh;

import dev.shoal.inventory.Host;
import dev.shoal.ssh.hostkey.HostKeyPolicy;
import dev.shoal.ssh.hostkey.KnownHosts;
import dev.shoal.ssh.login.KeyRing;
import dev.shoal.ssh.login.Passwords;
import dev.shoal.ssh.login.SshAgent;
import dev.shoal.ssh.login.UserCredentials;
import dev.shoal.ssh.reach.Asker;
import dev.shoal.ssh.reach.DestinationRules;
import dev.shoal.ssh.reach.HostResolver;
import dev.shoal.ssh.reach.SshOptions;
import dev.shoal.ssh.reach.SshSetupException;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * Who we are and who hosts are: the way to them, their keys, our credentials. Made once, shared by all connections, safe for many
 * threads.
 */
public final class SshAccess {
    private final SshOptions options;
    private final HostResolver resolver;
    private final HostKeyPolicy hostKeys;
    private final UserCredentials credentials;

    private SshAccess(SshOptions options, HostResolver resolver, HostKeyPolicy hostKeys, UserCredentials credentials) {
        this.options = options;
        this.resolver = resolver;
        this.hostKeys = hostKeys;
        this.credentials = credentials;
    }

    /**
     * Opens nothing yet.
     *
     * @param warn tells the operator what keeps nothing from running
     */
    public static SshAccess of(SshOptions options, HostResolver resolver, Asker asker, Consumer<String> warn) {
        return new SshAccess(
                options,
                resolver,
                new KnownHosts(options.hostKeys(), resolver::wantsKnownKey, warn),
                new UserCredentials(
                        new KeyRing(options.passphrase(), asker, warn),
                        options.agentSocket().map(SshAgent::new),
                        new Passwords(options.password(), options.askPassword(), asker)));
    }

    /**
     * To be called before each run: loads the key files that somebody named, asks for pass phrases and the password where
     * it must, and checks the file of {@code -F}. What is not found out here becomes a host's failure later.
     *
     * @param hosts those of the run
     * @throws SshSetupException if something that was named cannot be used; nothing has run then
     */
    public void prepare(Collection<Host> hosts) throws SshSetupException, InterruptedException {
        resolver.check();
        var rules = new DestinationRules(options);
        var named = hosts.stream()
                .flatMap(host -> rules.namedKeys(host).stream())
                .distinct()
                .toList();
        credentials.prepare(named, resolver.offersDefaultKeys() ? rules.defaultKeys() : List.<Path>of());
    }

    SshParts parts() {
        return new SshParts(resolver, hostKeys, credentials);
    }
}
