package dev.shoal.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The command line's options for connecting to hosts.
 *
 * @param sshConfig the file of {@code -F}
 * @param passwordFile its first line is the password
 */
public record ConnectOptions(
        Optional<Path> sshConfig,
        Optional<String> user,
        OptionalInt port,
        List<Path> identities,
        Optional<Path> knownHosts,
        Optional<Path> passwordFile,
        boolean askPassword) {
    public ConnectOptions {
        identities = List.copyOf(identities);
    }
}
