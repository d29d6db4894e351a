package dev.shoal.ssh.login;

import dev.shoal.ssh.key.KeyBlob;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which key was the last that a host was willing to take from a user: the next host most likely takes it too. Safe for many
 * threads.
 */
final class AcceptedKeys {
    private final Map<String, KeyBlob> byUser = new ConcurrentHashMap<>();

    void remember(String user, KeyBlob key) {
        byUser.put(user, key);
    }

    boolean isLikely(String user, KeyBlob key) {
        return Optional.ofNullable(byUser.get(user)).filter(key::equals).isPresent();
    }
}
