package dev.shoal.ssh.hostkey;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A host name that known_hosts shows only as {@code |1|salt|hash}: HMAC-SHA1 of the name under the salt. */
final class HashedName {
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
