package dev.shoal.ssh.login;

import com.hierynomus.sshj.userauth.keyprovider.OpenSSHKeyV1KeyFile;
import dev.shoal.files.FileProblem;
import dev.shoal.ssh.key.BouncyCastle;
import dev.shoal.ssh.key.KeyBlob;
import dev.shoal.text.Secret;
import dev.shoal.transport.SetupException;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.SSHRuntimeException;
import net.schmizz.sshj.userauth.keyprovider.FileKeyProvider;
import net.schmizz.sshj.userauth.keyprovider.PKCS8KeyFile;
import net.schmizz.sshj.userauth.password.PasswordFinder;
import net.schmizz.sshj.userauth.password.Resource;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A private key's file, read but not yet decrypted. */
final class PrivateKeyFile {
    private static final Logger log = LogManager.getLogger(PrivateKeyFile.class);
    private static final int MOST_BYTES = 128 * 1024;
    private static final Set<PosixFilePermission> OWNERS = PosixFilePermissions.fromString("rwx------");

    private final Path path;
    private final String content;
    private final PrivateKeyText text;
    private final Optional<String> exposure;

    private PrivateKeyFile(Path path, String content, PrivateKeyText text, Optional<String> exposure) {
        this.exposure = exposure;
        this.path = path;
        this.content = content;
        this.text = text;
    }

    /**
     * Reads the file.
     *
     * @throws SetupException if the file is missing, cannot be read, or holds no key
     */
    static PrivateKeyFile read(Path path) throws SetupException {
        try {
            if (Files.isDirectory(path) || Files.size(path) > MOST_BYTES) {
                throw notAKey(path);
            }
            var content = Files.readString(path, StandardCharsets.ISO_8859_1);
            var text = PrivateKeyText.of(content);
            refuseWhatIsNone(path, text.format());
            var exposure = text.format() == PrivateKeyText.Format.PUBLIC ? Optional.<String>empty() : exposure(path);
            return new PrivateKeyFile(path, content, text, exposure);
        } catch (IOException e) {
            throw new SetupException("key file " + path + ": " + FileProblem.reason(e), e);
        }
    }

    /** What to tell the operator where others may read the file. */
    Optional<String> exposure() {
        return exposure;
    }

    boolean isEncrypted() {
        return text.encrypted();
    }

    /** Whether it is a public key, which the agent may hold the other half of. */
    boolean isPublic() {
        return text.format() == PrivateKeyText.Format.PUBLIC;
    }

    /** The public half, from the file itself or from {@code .pub} beside it; empty where neither shows it. */
    Optional<KeyBlob> publicHalf() {
        return text.publicHalf().or(() -> beside(".pub"));
    }

    /** The certificate in {@code -cert.pub} beside it; empty where there is none. */
    Optional<KeyBlob> certificate() {
        return beside("-cert.pub").filter(KeyBlob::isCertificate);
    }

    /**
     * The key in it.
     *
     * @param passphrase not used where the file is not encrypted
     * @throws WrongPassphrase if the file is encrypted and this does not open it
     * @throws SetupException if the file is damaged or of a kind that is not read here
     */
    FileSigner open(Secret passphrase) throws SetupException, WrongPassphrase {
        BouncyCastle.keepBack();
        if (text.wantsBouncyCastle()) {
            BouncyCastle.need();
        }
        FileKeyProvider file =
                text.format() == PrivateKeyText.Format.OPENSSH ? new OpenSSHKeyV1KeyFile() : new PKCS8KeyFile();
        file.init(content, null, isEncrypted() ? finder(passphrase) : null);
        try {
            return new FileSigner(KeyBlob.of(file.getPublic()), file.getPrivate());
        } catch (IOException
                | SSHRuntimeException
                | IllegalArgumentException
                | IndexOutOfBoundsException e) { // what sshj makes of damaged files
            log.debug("key file {}: {}", path, e.toString());
            if (isEncrypted()) {
                throw new WrongPassphrase();
            }
            throw new SetupException("key file " + path + ": damaged, or of a kind that is not read here", e);
        } catch (IllegalStateException e) { // an unknown cipher or key derivation
            throw new SetupException("key file " + path + ": encrypted in a way that is not read here", e);
        }
    }

    /** The pass phrase does not fit. */
    static final class WrongPassphrase extends Exception {}

    private static void refuseWhatIsNone(Path path, PrivateKeyText.Format format) throws SetupException {
        if (format == PrivateKeyText.Format.OTHER) {
            throw notAKey(path);
        }
        if (format == PrivateKeyText.Format.PUTTY) {
            throw new SetupException("key file " + path + ": a PuTTY key; convert it with puttygen " + path
                    + " -O private-openssh -o NEWFILE");
        }
    }

    private static SetupException notAKey(Path path) {
        return new SetupException("key file " + path + ": not a private key");
    }

    private static Optional<String> exposure(Path path) throws IOException {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return Optional.empty();
        }
        var permissions = Files.getPosixFilePermissions(path);
        return OWNERS.containsAll(permissions)
                ? Optional.empty()
                : Optional.of("key file " + path + ": others may read it (" + PosixFilePermissions.toString(permissions)
                        + "); chmod 600 " + path);
    }

    private Optional<KeyBlob> beside(String suffix) {
        var file = path.resolveSibling(path.getFileName() + suffix);
        try {
            return Files.isRegularFile(file) && Files.size(file) <= MOST_BYTES
                    ? PrivateKeyText.publicKey(Files.readString(file, StandardCharsets.ISO_8859_1))
                    : Optional.empty();
        } catch (IOException e) {
            log.warn("{}", FileProblem.of(e));
            return Optional.empty();
        }
    }

    /** sshj wipes what it is given. */
    private static PasswordFinder finder(Secret passphrase) {
        return new PasswordFinder() {
            @Override
            public char[] reqPassword(Resource<?> resource) {
                return passphrase.reveal();
            }

            @Override
            public boolean shouldRetry(Resource<?> resource) {
                return false;
            }
        };
    }

    /**
     * What can be seen of a private key's file without its pass phrase.
     *
     * @param encrypted whether a pass phrase is needed
     * @param wantsBouncyCastle whether sshj needs it to read the file
     * @param publicHalf where the file shows it: OpenSSH's own format does
     */
    private record PrivateKeyText(
            Format format, boolean encrypted, boolean wantsBouncyCastle, Optional<KeyBlob> publicHalf) {
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
        private static final byte[] OPENSSH_MAGIC =
                "openssh-key-v1\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
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
}
