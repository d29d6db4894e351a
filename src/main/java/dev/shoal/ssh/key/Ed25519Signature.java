package dev.shoal.ssh.key;

import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.common.SSHRuntimeException;
import net.schmizz.sshj.signature.Signature;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.EdECPrivateKey;

/** ssh-ed25519 (RFC 8709), on the curves that are cheapest at the moment. Confined to one connection. */
public final class Ed25519Signature implements Signature {
    private final Curves curves;
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private @Nullable PublicKey publicKey;
    private @Nullable EdECPrivateKey privateKey;

    private Ed25519Signature(Curves curves) {
        this.curves = curves;
    }

    public static Factory.Named<Signature> factory(Curves curves) {
        return new Factory.Named<>() {
            @Override
            public String getName() {
                return KeyType.ED25519.toString();
            }

            @Override
            public Signature create() {
                return new Ed25519Signature(curves);
            }
        };
    }

    @Override
    public String getSignatureName() {
        return KeyType.ED25519.toString();
    }

    @Override
    public void initVerify(PublicKey key) {
        publicKey = key;
        data.reset();
    }

    @Override
    public void initSign(PrivateKey key) {
        if (!(key instanceof EdECPrivateKey ed25519)) {
            throw new SSHRuntimeException("not an Ed25519 key: " + key.getAlgorithm());
        }
        privateKey = ed25519;
        data.reset();
    }

    @Override
    public void update(byte[] bytes) {
        data.write(bytes, 0, bytes.length);
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        data.write(bytes, offset, length);
    }

    @Override
    public byte[] sign() {
        try {
            if (privateKey == null) {
                throw new IllegalStateException("initSign comes first");
            }
            return curves.sign(privateKey, data.toByteArray());
        } catch (GeneralSecurityException e) {
            throw new SSHRuntimeException(e);
        }
    }

    @Override
    public byte[] encode(byte[] signature) {
        return signature;
    }

    @Override
    public boolean verify(byte[] signature) {
        try {
            if (publicKey == null) {
                throw new IllegalStateException("initVerify comes first");
            }
            var blob = new Buffer.PlainBuffer(signature);
            return blob.readString().equals(getSignatureName())
                    && curves.verify(publicKey, data.toByteArray(), blob.readBytes());
        } catch (Buffer.BufferException | GeneralSecurityException e) {
            throw new SSHRuntimeException(e);
        }
    }
}
