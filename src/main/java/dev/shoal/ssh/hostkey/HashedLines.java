package dev.shoal.ssh.hostkey;

import dev.shoal.ssh.hostkey.KnownHostsLine.Entry;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The lines of a known_hosts file whose names are hashed. 5,000 of them cost 7 ms a look-up, so each name is looked up once;
 * and as a line hides one name only, lines that were found are left out of later searches. Safe for many threads; more lines
 * make a new object.
 */
final class HashedLines {
    static final HashedLines NONE = new HashedLines(List.of());

    private record Line(HashedName name, Entry key) {}

    private final List<Line> lines;
    private final Set<HashedName> found = ConcurrentHashMap.newKeySet();
    private final Map<String, List<Entry>> byName = new ConcurrentHashMap<>();

    private HashedLines(List<Line> lines) {
        this.lines = lines;
    }

    HashedLines and(List<Entry> more) {
        if (more.isEmpty()) {
            return this;
        }
        var all = new ArrayList<>(lines);
        for (var key : more) {
            HashedName.parse(key.names()).ifPresent(name -> all.add(new Line(name, key)));
        }
        return new HashedLines(List.copyOf(all));
    }

    List<Entry> of(String name) {
        return lines.isEmpty() ? List.of() : byName.computeIfAbsent(name, this::search);
    }

    private List<Entry> search(String name) {
        var mac = HashedName.mac();
        var keys = new ArrayList<Entry>();
        for (var line : lines) {
            if (!found.contains(line.name) && line.name.hides(name, mac)) {
                found.add(line.name);
                keys.add(line.key);
            }
        }
        return List.copyOf(keys);
    }

    /** A host name that known_hosts shows only as {@code |1|salt|hash}: HMAC-SHA1 of the name under the salt. */
    static final class HashedName {
        private static final String ALGORITHM = "HmacSHA1";

        private final byte[] salt;
        private final byte[] hash;

        private HashedName(byte[] salt, byte[] hash) {
            this.salt = salt;
            this.hash = hash;
        }

        /** Empty where the text is not such a name. */
        static Optional<HashedName> parse(String text) {
            var parts = text.split("\\|", -1);
            if (parts.length != 4 || !parts[0].isEmpty() || !parts[1].equals("1") || parts[2].isEmpty()) {
                return Optional.empty();
            }
            try {
                var decoder = Base64.getDecoder();
                return Optional.of(new HashedName(decoder.decode(parts[2]), decoder.decode(parts[3])));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        /** What computes hashes; made once per look-up because making one costs more than using it. */
        static Mac mac() {
            try {
                return Mac.getInstance(ALGORITHM);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every JDK has " + ALGORITHM, e);
            }
        }

        boolean hides(String name, Mac mac) {
            try {
                mac.init(new SecretKeySpec(salt, ALGORITHM));
                return MessageDigest.isEqual(hash, mac.doFinal(name.getBytes(StandardCharsets.UTF_8)));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("HMAC takes any key", e);
            }
        }
    }
}
