package dev.shoal.ssh.reach;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the file of {@code -F} says of one host; what it leaves open is empty.
 *
 * @param address what to dial
 * @param identities key files, in this order
 * @param identitiesOnly whether the agent's other keys are left out
 * @param knownHosts files that tell hosts' keys, the first one taking new ones
 */
record SshConfigEntry(
        Optional<String> address,
        Optional<String> user,
        OptionalInt port,
        List<Path> identities,
        boolean identitiesOnly,
        List<Path> knownHosts) {
    /** Says nothing. */
    static final SshConfigEntry SILENT =
            new SshConfigEntry(Optional.empty(), Optional.empty(), OptionalInt.empty(), List.of(), false, List.of());

    SshConfigEntry {
        identities = List.copyOf(identities);
        knownHosts = List.copyOf(knownHosts);
    }
}
