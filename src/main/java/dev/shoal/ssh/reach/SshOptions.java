package dev.shoal.ssh.reach;

import dev.shoal.text.Secret;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How hosts are reached over SSH. The command line wins, then the inventory, then the
 * file of {@code -F}, then the configuration, then the defaults.
 *
 * @param commandLine what {@code -l -p -i --known-hosts} set
 * @param configured what {@code shoal.yaml} sets
 * @param configFile the file of {@code -F}, in the format of ssh_config(5)
 * @param hostKeys what to do about a host's key
 * @param passphrase tried on encrypted key files before the operator is asked; from {@code SHOAL_PASSPHRASE}
 * @param password tried where the host takes passwords; from {@code SHOAL_PASSWORD} or the file of {@code --password-file}
 * @param askPassword whether to ask for a password, once for all hosts
 * @param agentSocket where the ssh-agent listens; from {@code SSH_AUTH_SOCK}
 * @param home the directory whose {@code .ssh} holds the default keys and known_hosts
 * @param loginName the user if nothing else names one
 */
public record SshOptions(
        Layer commandLine,
        Layer configured,
        Optional<Path> configFile,
        HostKeyMode hostKeys,
        Optional<Secret> passphrase,
        Optional<Secret> password,
        boolean askPassword,
        Optional<Path> agentSocket,
        Path home,
        String loginName) {

    /** One layer of settings for how to reach hosts. */
    public record Layer(Optional<String> user, OptionalInt port, List<Path> identities, Optional<Path> knownHosts) {
        /** A layer that sets nothing. */
        public static final Layer SILENT =
                new Layer(Optional.empty(), OptionalInt.empty(), List.of(), Optional.empty());

        public Layer {
            identities = List.copyOf(identities);
        }
    }

    /** What to do about a host's key. A changed key is refused in every mode but {@link #OFF}. */
    public enum HostKeyMode {
        /** A key of a host seen for the first time is added to known_hosts. */
        ACCEPT_NEW,
        /** Only keys that known_hosts has. */
        STRICT,
        /** No check at all. */
        OFF
    }
}
