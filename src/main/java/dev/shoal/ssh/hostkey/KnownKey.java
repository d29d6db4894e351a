package dev.shoal.ssh.hostkey;

import dev.shoal.ssh.key.KeyBlob;

import java.nio.file.Path;

/**
 * What one line of known_hosts says.
 *
 * @param line its number, from 1; 0 for a key that is only kept in memory
 * @param names the first word after the marker, as it stands
 * @param key for a certificate authority, its key
 */
record KnownKey(Path file, int line, Marker marker, String names, KeyBlob key) {
    /** What the line says of the key. */
    enum Marker {
        /** It is the host's. */
        HOST,
        /** It signs the certificates of hosts. */
        AUTHORITY,
        /** It must not be accepted from anybody. */
        REVOKED
    }

    /** As {@code /home/ops/.ssh/known_hosts:12}. */
    String place() {
        return line == 0 ? "this run" : file + ":" + line;
    }

    boolean isHashed() {
        return names.startsWith("|");
    }

    /** Whether {@code ssh-keygen -R} finds the line by one of its names. */
    boolean isRemovableByName() {
        return marker == Marker.HOST && (isHashed() || HostPatterns.of(names).isLiteral());
    }
}
