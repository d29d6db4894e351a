package dev.shoal.ssh.hostkey;

import com.hierynomus.sshj.userauth.certificate.Certificate;
import dev.shoal.ssh.key.BouncyCastle;
import dev.shoal.ssh.key.KeyBlob;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.common.SSHRuntimeException;

import java.util.Optional;

/** A certificate that a host shows (OpenSSH's PROTOCOL.certkeys). */
final class HostCertificate {
    private static final int FOR_HOSTS = 2;

    private final Certificate<?> certificate;

    HostCertificate(Certificate<?> certificate) {
        this.certificate = certificate;
    }

    /** The host's own key. */
    KeyBlob key() {
        return KeyBlob.of(certificate.getKey());
    }

    /** Who signed it, as the certificate has it; empty where that is not a key. */
    Optional<KeyBlob> authority() {
        return KeyBlob.of(certificate.getSignatureKey());
    }

    /**
     * What is wrong with it for a host of that address, apart from whether its authority is trusted. The exchange should have
     * looked already; as everything hangs on it, and as an exchange of our own may forget it, it is done here again.
     */
    Optional<String> trouble(String address) {
        if (certificate.getType() != FOR_HOSTS) {
            return Optional.of("it is not a host's certificate");
        }
        if (!certificate.getCritOptions().isEmpty()) {
            return Optional.of("it has critical options that are not known here");
        }
        if (authority().filter(key -> key.type().startsWith("ecdsa")).isPresent()) {
            BouncyCastle.need();
        }
        try {
            var raw = new Buffer.PlainBuffer().putPublicKey(certificate).getCompactData();
            return Optional.ofNullable(KeyType.CertUtils.verifyHostCertificate(raw, certificate, address));
        } catch (Buffer.BufferException | SSHRuntimeException e) {
            return Optional.of("it cannot be verified: " + e.getMessage());
        }
    }
}
