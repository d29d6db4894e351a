package dev.shoal.ssh.key;

import com.hierynomus.sshj.userauth.certificate.Certificate;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.common.SSHRuntimeException;
import net.schmizz.sshj.transport.Transport;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.transport.digest.SHA256;
import net.schmizz.sshj.transport.kex.KeyExchange;
import net.schmizz.sshj.transport.kex.KeyExchangeBase;

import java.math.BigInteger;
import java.security.GeneralSecurityException;

/**
 * A key exchange of one question and one answer, signed by the host (RFC 4253 8, RFC 8731 3). It repeats what sshj 0.40.0
 * keeps private in its own exchanges: checking the host's signature and its certificate.
 */
abstract class SignedExchange extends KeyExchangeBase {
    private static final long HOST_CERTIFICATE = 2; // SSH_CERT_TYPE_HOST, PROTOCOL.certkeys

    private byte[] offer = {};
    private BigInteger secret = BigInteger.ZERO;

    SignedExchange() {
        super(new SHA256());
    }

    /** What is sent to the host. */
    abstract byte[] offer() throws GeneralSecurityException;

    /** The shared secret, whose {@code toByteArray()} is what enters the hash. */
    abstract BigInteger secret(byte[] answer) throws GeneralSecurityException;

    @Override
    public void init(Transport transport, String serverId, String clientId, byte[] serverInit, byte[] clientInit)
            throws GeneralSecurityException, TransportException {
        super.init(transport, serverId, clientId, serverInit, clientInit);
        digest.init();
        offer = offer();
        transport.write(new SSHPacket(Message.KEXDH_INIT).putBytes(offer));
    }

    @Override
    public boolean next(Message message, SSHPacket packet) throws GeneralSecurityException, TransportException {
        if (message != Message.KEXDH_31) {
            throw refused("unexpected message " + message);
        }
        try {
            var shownKey = packet.readBytes();
            var answer = packet.readBytes();
            var signature = packet.readBytes();
            hostKey = new Buffer.PlainBuffer(shownKey).readPublicKey();
            secret = secret(answer);
            var hashed = initializedBuffer()
                    .putString(shownKey)
                    .putBytes(offer)
                    .putBytes(answer)
                    .putMPInt(secret);
            digest.update(hashed.array(), hashed.rpos(), hashed.available());
            H = digest.digest();
            checkSignature(signature);
            checkCertificate(shownKey);
            return true;
        } catch (Buffer.BufferException e) {
            throw new TransportException(DisconnectReason.KEY_EXCHANGE_FAILED, "truncated answer", e);
        }
    }

    @Override
    public BigInteger getK() {
        return secret;
    }

    private void checkSignature(byte[] signature) throws TransportException {
        var verifier = trans.getHostKeyAlgorithm().newSignature();
        verifier.initVerify(hostKey instanceof Certificate<?> certificate ? certificate.getKey() : hostKey);
        verifier.update(H, 0, H.length);
        if (!verifier.verify(signature)) {
            throw refused("the host's signature is wrong");
        }
    }

    private void checkCertificate(byte[] shownKey) throws TransportException, Buffer.BufferException {
        if (!(hostKey instanceof Certificate<?> certificate)) {
            return;
        }
        if (certificate.getType() != HOST_CERTIFICATE) { // sshj 0.40.0 itself takes a user's certificate for a host's
            throw unverifiable("its certificate is not a host's");
        }
        BouncyCastle.need(); // its authority may have an ECDSA key
        try {
            var problem = KeyType.CertUtils.verifyHostCertificate(shownKey, certificate, trans.getRemoteHost());
            if (problem != null) {
                throw unverifiable("its certificate: " + problem);
            }
        } catch (SSHRuntimeException e) {
            throw unverifiable("its certificate: " + e.getMessage());
        }
    }

    private static TransportException unverifiable(String why) {
        return new TransportException(DisconnectReason.HOST_KEY_NOT_VERIFIABLE, why);
    }

    private static TransportException refused(String why) {
        return new TransportException(DisconnectReason.KEY_EXCHANGE_FAILED, why);
    }

    /** Makes key exchanges of one name, one for each connection. */
    record ExchangeFactory(String name, Maker maker) implements Factory.Named<KeyExchange> {
        /** Makes one. */
        @FunctionalInterface
        interface Maker {
            KeyExchange make() throws GeneralSecurityException;
        }

        @Override
        public String getName() {
            return name;
        }

        @Override
        public KeyExchange create() {
            try {
                return maker.make();
            } catch (GeneralSecurityException e) {
                throw new SSHRuntimeException(e);
            }
        }
    }
}
