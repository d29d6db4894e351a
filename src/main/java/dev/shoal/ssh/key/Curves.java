package dev.shoal.ssh.key;

import org.bouncycastle.math.ec.rfc7748.X25519;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;

import javax.crypto.KeyAgreement;

/**
 * X25519 and Ed25519, from the JDK for the first connections and from BouncyCastle's low-level classes after them: those
 * are several times faster, but cost 0.3-0.4 s CPU at their first use (a large signed jar), which a run on few hosts never
 * earns back. Safe for many threads.
 */
public final class Curves {
    static final int X25519_BYTES = 32;
    private static final int FIRST_CONNECTIONS = 8;
    /** What stands before the 32 bytes of an X25519 key in its X.509 encoding (RFC 8410 4). */
    private static final byte[] X25519_HEADER = HexFormat.of().parseHex("302a300506032b656e032100");

    private final AtomicInteger connections = new AtomicInteger();
    private final SecureRandom random = new SecureRandom();

    /** Counts a connection: the ninth and later ones are served by BouncyCastle's curves. */
    public void connectionBegins() {
        connections.incrementAndGet();
    }

    /** A new key pair for one exchange. */
    Agreement newAgreement() throws GeneralSecurityException {
        return warm() ? fast() : builtIn();
    }

    /** The Ed25519 signature of the data (RFC 8032). */
    byte[] sign(EdECPrivateKey key, byte[] data) throws GeneralSecurityException {
        var seed = key.getBytes();
        if (!warm() || seed.isEmpty()) {
            var jdk = java.security.Signature.getInstance("Ed25519");
            jdk.initSign(key);
            jdk.update(data);
            return jdk.sign();
        }
        var signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(seed.get(), 0, data, 0, data.length, signature, 0);
        return signature;
    }

    /** Whether it is the key's Ed25519 signature of the data. */
    boolean verify(PublicKey key, byte[] data, byte[] signature) throws GeneralSecurityException {
        if (!warm()) {
            var jdk = java.security.Signature.getInstance("Ed25519");
            jdk.initVerify(key);
            jdk.update(data);
            return jdk.verify(signature);
        }
        var raw = tail(key.getEncoded(), Ed25519.PUBLIC_KEY_SIZE);
        return signature.length == Ed25519.SIGNATURE_SIZE && Ed25519.verify(signature, 0, raw, 0, data, 0, data.length);
    }

    /** The last bytes of a key's X.509 encoding, which are the key itself for the keys used here. */
    static byte[] tail(byte[] encoded, int length) {
        return Arrays.copyOfRange(encoded, encoded.length - length, encoded.length);
    }

    private boolean warm() {
        return connections.get() > FIRST_CONNECTIONS;
    }

    private Agreement fast() {
        var secretKey = new byte[X25519.SCALAR_SIZE];
        X25519.generatePrivateKey(random, secretKey);
        var publicKey = new byte[X25519.POINT_SIZE];
        X25519.generatePublicKey(secretKey, 0, publicKey, 0);
        return new Agreement(publicKey, other -> {
            var shared = new byte[X25519.POINT_SIZE];
            if (!X25519.calculateAgreement(secretKey, 0, other, 0, shared, 0)) {
                throw new GeneralSecurityException("X25519: the other side's key has a small order");
            }
            return shared;
        });
    }

    private static Agreement builtIn() throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("X25519").generateKeyPair();
        return new Agreement(tail(pair.getPublic().getEncoded(), X25519_BYTES), other -> {
            var encoded = Arrays.copyOf(X25519_HEADER, X25519_HEADER.length + X25519_BYTES);
            System.arraycopy(other, 0, encoded, X25519_HEADER.length, X25519_BYTES);
            var agreement = KeyAgreement.getInstance("X25519");
            agreement.init(pair.getPrivate());
            agreement.doPhase(KeyFactory.getInstance("X25519").generatePublic(new X509EncodedKeySpec(encoded)), true);
            return agreement.generateSecret();
        });
    }

    /** Takes the other side's 32 bytes and gives the secret's; refuses points of small order (RFC 7748 6.1). */
    @FunctionalInterface
    private interface Multiplication {
        byte[] by(byte[] other) throws GeneralSecurityException;
    }

    /** Our half of an X25519 exchange. */
    static final class Agreement {
        private final byte[] publicKey;
        private final Multiplication secretKey;

        private Agreement(byte[] publicKey, Multiplication secretKey) {
            this.publicKey = publicKey;
            this.secretKey = secretKey;
        }

        /** The 32 bytes that the other side gets. */
        byte[] publicKey() {
            return publicKey.clone();
        }

        /** The shared secret, from the 32 bytes that the other side sent. */
        byte[] with(byte[] other) throws GeneralSecurityException {
            if (other.length != X25519_BYTES) {
                throw new GeneralSecurityException("X25519: a key of " + other.length + " bytes instead of 32");
            }
            return secretKey.by(other);
        }
    }
}
