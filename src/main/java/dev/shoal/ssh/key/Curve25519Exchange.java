package dev.shoal.ssh.key;

import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.transport.kex.KeyExchange;

import java.math.BigInteger;
import java.security.GeneralSecurityException;

/** curve25519-sha256 (RFC 8731), on the curves that are cheapest at the moment. */
public final class Curve25519Exchange extends SignedExchange {
    private final Curves.Agreement ours;

    private Curve25519Exchange(Curves.Agreement ours) {
        this.ours = ours;
    }

    /** Makes exchanges of that name: it has two, and both mean the same. */
    public static Factory.Named<KeyExchange> named(String name, Curves curves) {
        return new ExchangeFactory(name, () -> new Curve25519Exchange(curves.newAgreement()));
    }

    @Override
    byte[] offer() {
        return ours.publicKey();
    }

    @Override
    BigInteger secret(byte[] answer) throws GeneralSecurityException {
        return new BigInteger(1, ours.with(answer));
    }
}
