package dev.shoal.ssh.login;

import dev.shoal.ssh.key.KeyBlob;
import net.schmizz.sshj.common.Buffer;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What can be seen of a private key's file without its pass phrase.
 *
 * @param encrypted whether a pass phrase is needed
 * @param wantsBouncyCastle whether sshj needs it to read the file
 * @param publicHalf where the file shows it: OpenSSH's own format does
 */
record PrivateKeyText(Format format, boolean encrypted, boolean wantsBouncyCastle, Optional<KeyBlob> publicHalf) {
    enum Format {
        /** OpenSSH's own (PROTOCOL.key). */
        OPENSSH,
        /** RFC 7468: PKCS#1, SEC 1 and PKCS#8. */
        PEM,
        /** A public key, in OpenSSH's form or another. */
        PUBLIC,
        /** PuTTY's, which is not read. */
        PUTTY,
        /** Nothing that looks like a key. */
        OTHER
    }

    private static final String OPENSSH_HEADER = "-----BEGIN OPENSSH PRIVATE KEY-----";
    private static final byte[] OPENSSH_MAGIC = "openssh-key-v1\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    private static final byte[] EC_OBJECT_ID = {0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x02, 0x01};

    static PrivateKeyText of(String text) {
        var first = text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("");
        if (first.equals(OPENSSH_HEADER)) {
            return ofOpenSsh(body(text));
        }
        if (first.startsWith("-----BEGIN ") && first.endsWith("PRIVATE KEY-----")) {
            return ofPem(first, text);
        }
        if (first.startsWith("PuTTY-User-Key-File")) {
            return unreadable(Format.PUTTY);
        }
        return publicKey(first)
                .map(key -> new PrivateKeyText(Format.PUBLIC, false, false, Optional.of(key)))
                .orElseGet(() -> unreadable(
                        first.contains("BEGIN") && first.contains("PUBLIC KEY") ? Format.PUBLIC : Format.OTHER));
    }

    /** The key on the first line of a {@code .pub} file; empty where there is none. */
    static Optional<KeyBlob> publicKey(String text) {
        var words = text.strip().split("\\s+", 3);
        return words.length < 2 ? Optional.empty() : KeyBlob.of(words[0], words[1]);
    }

    private static PrivateKeyText unreadable(Format format) {
        return new PrivateKeyText(format, false, false, Optional.empty());
    }

    private static PrivateKeyText ofOpenSsh(byte[] body) {
        if (!Arrays.equals(OPENSSH_MAGIC, Arrays.copyOf(body, OPENSSH_MAGIC.length))) {
            return unreadable(Format.OPENSSH);
        }
        try {
            var fields = new Buffer.PlainBuffer(Arrays.copyOfRange(body, OPENSSH_MAGIC.length, body.length));
            var cipher = fields.readString();
            fields.readString(); // the key derivation
            fields.readBytes(); // and its parameters
            fields.readUInt32(); // the number of keys: one
            var key = KeyBlob.of(fields.readBytes());
            boolean elliptic = key.filter(k -> k.type().startsWith("ecdsa")).isPresent();
            return new PrivateKeyText(
                    Format.OPENSSH, !cipher.equals("none"), elliptic || cipher.startsWith("chacha20"), key);
        } catch (Buffer.BufferException e) {
            return unreadable(Format.OPENSSH);
        }
    }

    private static PrivateKeyText ofPem(String header, String text) {
        boolean encrypted = header.contains("ENCRYPTED") || text.contains("Proc-Type: 4,ENCRYPTED");
        boolean elliptic =
                header.contains(" EC ") || (header.contains("BEGIN PRIVATE") && contains(body(text), EC_OBJECT_ID));
        return new PrivateKeyText(Format.PEM, encrypted, encrypted || elliptic, Optional.empty());
    }

    /** The bytes between the first and the last line; none where they are not base64. */
    private static byte[] body(String text) {
        var base64 = text.lines()
                .map(String::strip)
                .filter(line -> !line.startsWith("-----") && !line.contains(":"))
                .collect(Collectors.joining());
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static boolean contains(byte[] bytes, byte[] part) {
        for (int i = 0; i + part.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }
}
