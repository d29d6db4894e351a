package dev.shoal.ssh.login;

import com.hierynomus.sshj.key.KeyAlgorithm;
import dev.shoal.ssh.key.KeyBlob;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.common.SSHRuntimeException;
import net.schmizz.sshj.transport.Transport;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;

import java.security.PrivateKey;

/**
 * Signs with a private key in memory.
 *
 * @param key what is shown: the public half, or a certificate over it
 */
record FileSigner(KeyBlob key, PrivateKey privateKey) implements Signer {
    @Override
    public boolean isSilent() {
        return true;
    }

    @Override
    public byte[] sign(String algorithm, byte[] data, Transport transport) throws UserAuthException {
        try {
            var signature = algorithm(algorithm, transport).newSignature();
            signature.initSign(privateKey);
            signature.update(data);
            return new Buffer.PlainBuffer()
                    .putString(signature.getSignatureName())
                    .putBytes(signature.encode(signature.sign()))
                    .getCompactData();
        } catch (SSHRuntimeException e) {
            throw new UserAuthException("cannot sign with " + key, e);
        }
    }

    /** The connection's own, because they are the ones that were chosen for speed. */
    private KeyAlgorithm algorithm(String name, Transport transport) throws UserAuthException {
        try {
            for (var algorithm : transport.getClientKeyAlgorithms(KeyType.fromKey(privateKey))) {
                if (algorithm.getKeyAlgorithm().equals(name)) {
                    return algorithm;
                }
            }
        } catch (TransportException e) {
            throw new UserAuthException("no algorithm is configured for " + key, e);
        }
        throw new UserAuthException(name + " is not configured, so " + key + " cannot sign");
    }

    /** Never the private key. */
    @Override
    public String toString() {
        return key.toString();
    }
}
