package dev.shoal.testkit;

import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.util.security.SecurityUtils;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;

/** Makes ed25519 keys, and the files with them that clients read. */
final class FreshKeys {
    private FreshKeys() {}

    /**
     * A new pair. MINA wants its ed25519 keys from BouncyCastle, which it appends to the JVM's providers at the first call;
     * the JDK's stay preferred.
     */
    static KeyPair make() throws IOException {
        try {
            return SecurityUtils.getKeyPairGenerator("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IOException("no Ed25519 key can be made: " + e.getMessage(), e);
        }
    }

    /** Writes the private key as {@code ssh-keygen} would: OpenSSH format, no pass phrase, for the owner alone. */
    static void writePrivate(KeyPair pair, Path file) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Files.createFile(file, ownerOnly);
        try (var out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "shoal", null, out);
        } catch (GeneralSecurityException e) {
            throw new IOException(file + ": the key cannot be encoded: " + e.getMessage(), e);
        }
    }

    /** A line of known_hosts for a server on 127.0.0.1. */
    static String knownHostsLine(int port, PublicKey key) {
        return "[" + LoopbackServer.ADDRESS + "]:" + port + " " + PublicKeyEntry.toString(key);
    }
}
