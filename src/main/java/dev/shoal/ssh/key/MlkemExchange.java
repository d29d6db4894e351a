package dev.shoal.ssh.key;

import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.transport.kex.KeyExchange;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.util.Arrays;

import javax.crypto.KEM;

/**
 * mlkem768x25519-sha256 (draft-ietf-sshm-mlkem-hybrid-kex): ML-KEM-768 and X25519 side by side, so that who breaks one of
 * them later reads nothing.
 */
public final class MlkemExchange extends SignedExchange {
    static final String NAME = "mlkem768x25519-sha256";
    private static final int ENCAPSULATION_KEY_BYTES = 1184;
    private static final int CIPHERTEXT_BYTES = 1088;

    private final Curves.Agreement curve;
    private final KeyPair lattice;

    private MlkemExchange(Curves.Agreement curve, KeyPair lattice) {
        this.curve = curve;
        this.lattice = lattice;
    }

    public static Factory.Named<KeyExchange> factory(Curves curves) {
        return new ExchangeFactory(
                NAME,
                () -> new MlkemExchange(
                        curves.newAgreement(),
                        KeyPairGenerator.getInstance("ML-KEM-768").generateKeyPair()));
    }

    @Override
    byte[] offer() {
        return joined(Curves.tail(lattice.getPublic().getEncoded(), ENCAPSULATION_KEY_BYTES), curve.publicKey());
    }

    @Override
    BigInteger secret(byte[] answer) throws GeneralSecurityException {
        if (answer.length != CIPHERTEXT_BYTES + Curves.X25519_BYTES) {
            throw new GeneralSecurityException(NAME + ": an answer of " + answer.length + " bytes instead of "
                    + (CIPHERTEXT_BYTES + Curves.X25519_BYTES));
        }
        var fromLattice = KEM.getInstance("ML-KEM")
                .newDecapsulator(lattice.getPrivate())
                .decapsulate(Arrays.copyOf(answer, CIPHERTEXT_BYTES))
                .getEncoded();
        var fromCurve = curve.with(Arrays.copyOfRange(answer, CIPHERTEXT_BYTES, answer.length));
        return new Raw(MessageDigest.getInstance("SHA-256").digest(joined(fromLattice, fromCurve)));
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /**
     * A secret that enters the hash as a string of exactly its bytes, as the draft wants it. sshj 0.40.0 writes every secret
     * as an mpint, which drops leading zeros and adds one before a set first bit, from what this method gives.
     */
    private static final class Raw extends BigInteger {
        private final byte[] bytes;

        Raw(byte[] bytes) {
            super(1, bytes);
            this.bytes = bytes;
        }

        @Override
        public byte[] toByteArray() {
            return bytes.clone();
        }
    }
}
