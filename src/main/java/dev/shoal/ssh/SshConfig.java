package dev.shoal.ssh;

import com.hierynomus.sshj.key.KeyAlgorithm;
import com.hierynomus.sshj.key.KeyAlgorithms;
import com.hierynomus.sshj.transport.cipher.BlockCiphers;
import com.hierynomus.sshj.transport.cipher.ChachaPolyCiphers;
import com.hierynomus.sshj.transport.cipher.GcmCiphers;
import com.hierynomus.sshj.transport.kex.DHGroups;
import com.hierynomus.sshj.transport.kex.ExtInfoClientFactory;
import com.hierynomus.sshj.transport.mac.Macs;
import dev.shoal.ssh.key.BouncyCastle;
import dev.shoal.ssh.key.Curve25519Exchange;
import dev.shoal.ssh.key.Curves;
import dev.shoal.ssh.key.Ed25519Signature;
import dev.shoal.ssh.key.MlkemExchange;
import net.schmizz.keepalive.KeepAliveProvider;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.ConfigImpl;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.common.LoggerFactory;
import net.schmizz.sshj.signature.Signature;
import net.schmizz.sshj.signature.SignatureECDSA;
import net.schmizz.sshj.signature.SignatureRSA;
import net.schmizz.sshj.transport.cipher.Cipher;
import net.schmizz.sshj.transport.compression.NoneCompression;
import net.schmizz.sshj.transport.kex.ECDHNistP;
import net.schmizz.sshj.transport.random.Random;
import org.slf4j.Logger;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The one configuration of sshj that all connections share, read-only: building one costs milliseconds. */
final class SshConfig {
    private SshConfig() {}

    /** Builds it, after sshj was set to keep the order of the security providers: that must come before anything else. */
    static Config create(Curves curves) {
        BouncyCastle.keepBack();
        var config = new ConfigImpl();
        config.setLoggerFactory(new KeptLoggers());
        config.setVersion("Shoal");
        config.setRandomFactory(BufferedRandom.factory());
        config.setKeepAliveProvider(
                KeepAliveProvider.HEARTBEAT); // a thread object each, never started: its interval stays 0
        config.setFileKeyProviderFactories(List.of());
        config.setCompressionFactories(List.of(new NoneCompression.Factory()));
        // The first costs 0.7 ms CPU more than the second on a warm JVM and some 30 ms at the first connection of a
        // process,
        // and nothing where the host has it not: nothing is computed before it was chosen.
        config.setKeyExchangeFactories(List.of(
                MlkemExchange.factory(curves),
                Curve25519Exchange.named("curve25519-sha256", curves),
                Curve25519Exchange.named("curve25519-sha256@libssh.org", curves),
                new ECDHNistP.Factory256(),
                DHGroups.Group14SHA256(),
                DHGroups.Group16SHA512(),
                new ExtInfoClientFactory()));
        config.setCipherFactories(List.of(
                GcmCiphers.AES128GCM(),
                GcmCiphers.AES256GCM(),
                BlockCiphers.AES256CTR(),
                BlockCiphers.AES128CTR(),
                new Chacha(ChachaPolyCiphers.CHACHA_POLY_OPENSSH())));
        config.setMACFactories(List.of(Macs.HMACSHA2256Etm(), Macs.HMACSHA2512Etm(), Macs.HMACSHA2256()));
        config.setKeyAlgorithms(keyAlgorithms(Ed25519Signature.factory(curves)));
        return config;
    }

    /**
     * For hosts' and users' keys alike. sshj puts those that the host is known by first and keeps this order among them and
     * among the others. Certificates come last, for a host that is known by a plain key or not at all.
     */
    private static List<Factory.Named<KeyAlgorithm>> keyAlgorithms(Factory.Named<Signature> ed25519) {
        return List.of(
                new KeyAlgorithms.Factory("ssh-ed25519", ed25519, KeyType.ED25519),
                new Ecdsa(KeyType.ECDSA256, new SignatureECDSA.Factory256()),
                new Ecdsa(KeyType.ECDSA384, new SignatureECDSA.Factory384()),
                new Ecdsa(KeyType.ECDSA521, new SignatureECDSA.Factory521()),
                KeyAlgorithms.RSASHA512(),
                KeyAlgorithms.RSASHA256(),
                new KeyAlgorithms.Factory("ssh-ed25519-cert-v01@openssh.com", ed25519, KeyType.ED25519_CERT),
                new Ecdsa(KeyType.ECDSA256_CERT, new SignatureECDSA.Factory256()),
                new Ecdsa(KeyType.ECDSA384_CERT, new SignatureECDSA.Factory384()),
                new Ecdsa(KeyType.ECDSA521_CERT, new SignatureECDSA.Factory521()),
                new KeyAlgorithms.Factory(
                        "rsa-sha2-512-cert-v01@openssh.com", new SignatureRSA.FactoryRSASHA512(), KeyType.RSA_CERT),
                new KeyAlgorithms.Factory(
                        "rsa-sha2-256-cert-v01@openssh.com", new SignatureRSA.FactoryRSASHA256(), KeyType.RSA_CERT));
    }

    /** The JDK has elliptic curves, but sshj asks for them by BouncyCastle's name, ECDSA. */
    private static final class Ecdsa extends KeyAlgorithms.Factory {
        Ecdsa(KeyType type, Factory.Named<Signature> signature) {
            super(type.toString(), signature, type);
        }

        @Override
        public KeyAlgorithm create() {
            BouncyCastle.need();
            return super.create();
        }
    }

    /** The JDK's ChaCha20 cannot do what OpenSSH's variant needs. */
    private record Chacha(Factory.Named<Cipher> factory) implements Factory.Named<Cipher> {
        @Override
        public String getName() {
            return factory.getName();
        }

        @Override
        public Cipher create() {
            BouncyCastle.need();
            return factory.create();
        }
    }

    /**
     * sshj's loggers, looked up once each: sshj asks for some forty for each connection and command, and Log4j walks the stack to
     * answer, which took a sixth of the CPU. Safe for many threads.
     */
    private static final class KeptLoggers implements LoggerFactory {
        private final Map<String, Logger> kept = new ConcurrentHashMap<>();

        @Override
        public Logger getLogger(String name) {
            return kept.computeIfAbsent(name, org.slf4j.LoggerFactory::getLogger);
        }

        @Override
        public Logger getLogger(Class<?> type) {
            return getLogger(type.getName());
        }
    }

    /**
     * Random bytes for one connection, fetched from the shared source by the block: sshj asks for a few for the padding of each
     * packet, and its own factory guards one source by one monitor for all connections (3 % of the time at a fan-out of 8).
     * The connection's write lock guards it, as it does the whole encoder.
     */
    private static final class BufferedRandom implements Random {
        private final SecureRandom source;
        private final byte[] block = new byte[256];
        private int used = block.length;

        private BufferedRandom(SecureRandom source) {
            this.source = source;
        }

        static Factory<Random> factory() {
            var source = new SecureRandom();
            return () -> new BufferedRandom(source);
        }

        @Override
        public void fill(byte[] bytes) {
            fill(bytes, 0, bytes.length);
        }

        @Override
        public void fill(byte[] bytes, int start, int length) {
            if (length > block.length) {
                var many = new byte[length];
                source.nextBytes(many);
                System.arraycopy(many, 0, bytes, start, length);
                return;
            }
            if (used + length > block.length) {
                source.nextBytes(block);
                used = 0;
            }
            System.arraycopy(block, used, bytes, start, length);
            used += length;
        }
    }
}
