package dev.shoal;

import dev.shoal.cli.ConnectOptions;
import dev.shoal.cli.UsageException;
import dev.shoal.ssh.SshTransport;
import dev.shoal.ssh.reach.Asker;
import dev.shoal.ssh.reach.SshOptions;
import dev.shoal.text.Secret;
import dev.shoal.transport.Transport;
import dev.shoal.transport.TransportByHost;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Makes every transport that exists. A later one is one package, and one line in {@link #of}. */
final class Transports {
    private final SiteOptions options;
    private final Asker asker;

    Transports(SiteOptions options, Asker asker) {
        this.options = options;
        this.asker = asker;
    }

    /** All of them as one, each host by its own; the first is the default. */
    Transport of(ConnectOptions connect) throws UsageException {
        return new TransportByHost(List.of(new SshTransport(ssh(connect), asker, options.warn())));
    }

    private SshOptions ssh(ConnectOptions connect) throws UsageException {
        var environment = options.environment();
        return new SshOptions(
                new SshOptions.Layer(connect.user(), connect.port(), connect.identities(), connect.knownHosts()),
                options.reach(),
                connect.sshConfig(),
                options.config().hostKeys(),
                environment.variable("SHOAL_PASSPHRASE").map(Secret::of),
                password(connect),
                connect.askPassword(),
                environment.variable("SSH_AUTH_SOCK").map(Path::of),
                environment.home(),
                environment.user());
    }

    private Optional<Secret> password(ConnectOptions connect) throws UsageException {
        if (connect.passwordFile().isEmpty()) {
            return options.environment().variable("SHOAL_PASSWORD").map(Secret::of);
        }
        return Optional.of(PasswordFile.read(connect.passwordFile().get()));
    }
}
