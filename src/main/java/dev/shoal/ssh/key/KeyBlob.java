package dev.shoal.ssh.key;

import net.schmizz.sshj.common.Buffer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** A public key as it travels: its type and the bytes that say it (RFC 4253 6.6). Equal where the bytes are. */
public final class KeyBlob {
    private static final String CERTIFICATE = "-cert-v01@openssh.com";
    private static final int LONGEST_TYPE = 64;

    private final String type;
    private final byte[] bytes;

    private KeyBlob(String type, byte[] bytes) {
        this.type = type;
        this.bytes = bytes;
    }

    public static KeyBlob of(PublicKey key) {
        var bytes = new Buffer.PlainBuffer().putPublicKey(key).getCompactData();
        return of(bytes).orElseThrow();
    }

    /** Empty where the bytes do not begin with a key type. */
    public static Optional<KeyBlob> of(byte[] bytes) {
        if (bytes.length < Integer.BYTES) {
            return Optional.empty();
        }
        int length = ByteBuffer.wrap(bytes).getInt();
        if (length < 1 || length > LONGEST_TYPE || length >= bytes.length - Integer.BYTES) {
            return Optional.empty();
        }
        var type = new String(bytes, Integer.BYTES, length, StandardCharsets.US_ASCII);
        return Optional.of(new KeyBlob(type, bytes.clone()));
    }

    /** From the two words of a line of a {@code .pub} file or of known_hosts; empty where they do not fit together. */
    public static Optional<KeyBlob> of(String type, String base64) {
        try {
            return of(Base64.getDecoder().decode(base64)).filter(blob -> blob.type.equals(type));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** As {@code ssh-ed25519}. */
    public String type() {
        return type;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    public boolean isCertificate() {
        return type.endsWith(CERTIFICATE);
    }

    /** Whether a security key holds the private half, so that each signature wants a touch. */
    public boolean isSecurityKey() {
        return type.startsWith("sk-");
    }

    /** The word that OpenSSH uses in messages, as {@code ED25519} or {@code RSA-CERT}. */
    String word() {
        var plain = isCertificate() ? type.substring(0, type.length() - CERTIFICATE.length()) : type;
        return wordOf(plain.replace("@openssh.com", "")) + (isCertificate() ? "-CERT" : "");
    }

    private static String wordOf(String plain) {
        var securityKey = plain.startsWith("sk-") ? "-SK" : "";
        if (plain.contains("ecdsa")) {
            return "ECDSA" + securityKey;
        }
        var last = plain.substring(plain.lastIndexOf('-') + 1);
        return (last.equals("dss") ? "DSA" : last.toUpperCase(Locale.ROOT)) + securityKey;
    }

    /** As {@code SHA256:k3Zf…}: what {@code ssh-keygen -l} shows. */
    String fingerprint() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyBlob that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** As {@code ED25519 SHA256:k3Zf…}. */
    @Override
    public String toString() {
        return word() + " " + fingerprint();
    }
}
