package dev.shoal.ssh.hostkey;

import dev.shoal.ssh.key.KeyBlob;

import java.nio.file.Path;
import java.util.Optional;

/** A line of known_hosts (sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT"). */
sealed interface KnownHostsLine {
    /**
     * It names a key.
     *
     * @param line its number, from 1; 0 for a key that is only kept in memory
     * @param names the first word after the marker, unchanged
     * @param key for a certificate authority, its key
     */
    record Entry(Path file, int line, Marker marker, String names, KeyBlob key) implements KnownHostsLine {
        /** As {@code /home/ops/.ssh/known_hosts:12}. */
        String place() {
            return line == 0 ? "this run" : file + ":" + line;
        }

        boolean isHashed() {
            return names.startsWith("|");
        }

        /** Whether {@code ssh-keygen -R} finds the line by one of its names. */
        boolean isRemovableByName() {
            return marker == Marker.HOST
                    && (isHashed() || HostPatterns.of(names).isLiteral());
        }
    }

    /** It is blank or a comment. */
    record Nothing() implements KnownHostsLine {}

    /** It is not valid; {@code why} quotes nothing of it. */
    record Damaged(String why) implements KnownHostsLine {}

    /** What a line means for its key. */
    enum Marker {
        /** It is the host's. */
        HOST,
        /** It signs the certificates of hosts. */
        AUTHORITY,
        /** It must not be accepted from any host. */
        REVOKED
    }

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
        if (names.startsWith("|") && HashedLines.HashedName.parse(names).isEmpty()) {
            return new Damaged("its hashed name is broken");
        }
        return KeyBlob.of(words[first + 1], words[first + 2])
                .<KnownHostsLine>map(key -> new Entry(file, number, marker.get(), names, key))
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
