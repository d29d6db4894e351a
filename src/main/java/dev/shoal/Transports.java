package dev.shoal;

import com.sun.security.auth.module.UnixSystem;
import dev.shoal.cli.ConnectOptions;
import dev.shoal.cli.UsageException;
import dev.shoal.files.FileProblem;
import dev.shoal.ssh.SshTransport;
import dev.shoal.ssh.reach.Asker;
import dev.shoal.ssh.reach.SshOptions;
import dev.shoal.text.Secret;
import dev.shoal.text.Utf8;
import dev.shoal.transport.Transport;
import dev.shoal.transport.TransportByHost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

    /** The file of {@code --password-file}: its first line is the password, and others must not be able to read it. */
    static final class PasswordFile {
        private static final Set<PosixFilePermission> OWNERS = PosixFilePermissions.fromString("rwx------");

        private PasswordFile() {}

        static Secret read(Path file) throws UsageException {
            var name = "--password-file " + file + ": ";
            try {
                var exposure = exposure(file);
                if (exposure.isPresent()) {
                    throw new UsageException(name + exposure.get());
                }
                try (var lines = Files.newBufferedReader(file)) {
                    return Optional.ofNullable(lines.readLine())
                            .map(Utf8::withoutMark)
                            .filter(line -> !line.isEmpty())
                            .map(Secret::of)
                            .orElseThrow(() -> new UsageException(name + "it is empty"));
                }
            } catch (IOException e) {
                throw new UsageException(name + FileProblem.reason(e), e);
            }
        }

        /** Why others know the password; a pipe, as of {@code <(pass show fleet)}, has no readers but ours. */
        private static Optional<String> exposure(Path file) throws IOException {
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            var permissions = Files.getPosixFilePermissions(file);
            if (!OWNERS.containsAll(permissions)) {
                return Optional.of("others may read it (" + PosixFilePermissions.toString(permissions)
                        + "), so it is not used; run: chmod 600 " + file);
            }
            var uid = (int) Files.getAttribute(file, "unix:uid");
            return uid == 0 || uid == new UnixSystem().getUid()
                    ? Optional.empty()
                    : Optional.of(
                            "belongs to " + Files.getOwner(file).getName() + ", so it is not used; it must be yours");
        }
    }
}
