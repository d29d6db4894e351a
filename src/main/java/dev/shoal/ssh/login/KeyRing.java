package dev.shoal.ssh.login;

import dev.shoal.ssh.reach.Asker;
import dev.shoal.text.Secret;
import dev.shoal.transport.SetupException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The key files that were named or found, shared by all connections. Safe for many threads. */
final class KeyRing {
    private static final Logger log = LogManager.getLogger(KeyRing.class);

    private final Optional<Secret> passphrase;
    private final Asker asker;
    private final Consumer<String> warn;
    private final Map<Path, CachedKey> slots = new ConcurrentHashMap<>();
    private final Set<Path> leftOut = ConcurrentHashMap.newKeySet();

    /**
     * A ring without keys yet.
     *
     * @param warn shows the operator, once, a key file that others may read
     */
    KeyRing(Optional<Secret> passphrase, Asker asker, Consumer<String> warn) {
        this.warn = warn;
        this.passphrase = passphrase;
        this.asker = asker;
    }

    /**
     * The signers of a key file that was named; never empty.
     *
     * @throws SetupException if it cannot be read or opened; the operator was asked then, if there is one
     */
    List<Signer> named(Path file, SshAgent.Held agent) throws SetupException, InterruptedException {
        return slot(file).named(agent);
    }

    /** What a key file that only happens to be there can show; empty where it cannot be opened without asking. */
    List<Signer> found(Path file, SshAgent.Held agent) throws InterruptedException {
        try {
            var signers = slot(file).found(agent);
            if (signers.isEmpty() && leftOut.add(file)) {
                log.info(
                        "key file {}: not offered: encrypted, and neither SHOAL_PASSPHRASE nor the agent opens it",
                        file);
            }
            return signers;
        } catch (SetupException e) {
            if (leftOut.add(file)) {
                log.warn("not offered: {}", e.getMessage());
            }
            return List.of();
        }
    }

    /** Whether the file holds a key that wants a pass phrase; not so where it cannot be read. */
    boolean isEncrypted(Path file) throws InterruptedException {
        return slot(file).isEncrypted();
    }

    /** Makes later calls try again what failed so far. */
    void retryFailed() throws InterruptedException {
        for (var slot : slots.values()) {
            slot.retry();
        }
    }

    private CachedKey slot(Path file) {
        return slots.computeIfAbsent(file, path -> new CachedKey(path, passphrase, asker, warn));
    }
}
