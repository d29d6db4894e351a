package dev.shoal.ssh.hostkey;

import dev.shoal.ssh.hostkey.KnownKey.Marker;
import dev.shoal.ssh.key.KeyBlob;

import java.nio.file.Path;
import java.util.Optional;

/** Reads lines of known_hosts (sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT"). */
sealed interface KnownHostsLine {
    /** It says something. */
    record Entry(KnownKey key) implements KnownHostsLine {}

    /** It is blank or a comment. */
    record Nothing() implements KnownHostsLine {}

    /** It makes no sense; {@code why} quotes nothing of it. */
    record Damaged(String why) implements KnownHostsLine {}

    static KnownHostsLine parse(Path file, int number, String text) {
        var stripped = text.strip();
        if (stripped.isEmpty() || stripped.startsWith("#")) {
            return new Nothing();
        }
        var words = stripped.split("\\s+", 5);
        int first = words[0].startsWith("@") ? 1 : 0;
        var marker = first == 0 ? Optional.of(Marker.HOST) : marker(words[0]);
        if (marker.isEmpty()) {
            return new Damaged("its marker is neither @cert-authority nor @revoked");
        }
        if (words.length < first + 3) {
            return new Damaged("it has fewer than the three words names, type and key");
        }
        var names = words[first];
        if (names.startsWith("|") && HashedName.parse(names).isEmpty()) {
            return new Damaged("its hashed name is broken");
        }
        return KeyBlob.of(words[first + 1], words[first + 2])
                .<KnownHostsLine>map(key -> new Entry(new KnownKey(file, number, marker.get(), names, key)))
                .orElseGet(() -> new Damaged("its third word is not a key of the type that it names"));
    }

    private static Optional<Marker> marker(String word) {
        return switch (word) {
            case "@cert-authority" -> Optional.of(Marker.AUTHORITY);
            case "@revoked" -> Optional.of(Marker.REVOKED);
            default -> Optional.empty();
        };
    }
}
