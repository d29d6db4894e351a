package dev.shoal.ssh

import dev.shoal.ssh.key.Curves
import java.security.KeyFactory
import java.security.KeyPair
import java.security.KeyPairGenerator
import java.security.MessageDigest
import java.security.Signature
import java.security.spec.X509EncodedKeySpec
import javax.crypto.KEM
import javax.crypto.KeyAgreement
import net.schmizz.sshj.common.Buffer
import net.schmizz.sshj.common.Message
import net.schmizz.sshj.common.SSHPacket
import net.schmizz.sshj.transport.Transport
import net.schmizz.sshj.transport.TransportException
import net.schmizz.sshj.transport.kex.KeyExchange
import spock.lang.Specification

/** The host's side is computed here from the drafts, with the JDK alone. */
class ExchangeSpec extends Specification {
    static final byte[] X25519_HEADER = HexFormat.of().parseHex('302a300506032b656e032100')
    static final byte[] LATTICE_HEADER = HexFormat.of().parseHex('308204b2300b0609608648016503040402038204a100')
    static final KeyPair HOST = KeyPairGenerator.getInstance('Ed25519').generateKeyPair()
    def curves = new Curves()
    SSHPacket sent

    def "host and client agree on #name and on what was exchanged, whichever curves serve them"() {
        given:
        connections.times { curves.connectionBegins() }

        expect: 'often enough for secrets with a leading zero bit and without'
        (1..20).every {
            def exchange = begun(name)
            def answered = answer(name, offer())
            exchange.next(Message.KEXDH_31, reply(answered.answer, answered.hash))
                    && exchange.h == answered.hash && string(exchange.k.toByteArray()) == answered.secret && exchange.hostKey == HOST.public
        }

        where:
        name                    | connections
        'curve25519-sha256'     | 1
        'curve25519-sha256'     | 9
        'mlkem768x25519-sha256' | 1
        'mlkem768x25519-sha256' | 9
    }

    def "an exchange that the host did not sign is refused, whichever curves look at it"() {
        given:
        connections.times { curves.connectionBegins() }
        def exchange = begun('curve25519-sha256')
        def answered = answer('curve25519-sha256', offer())
        answered.hash[0] ^= 1

        when:
        exchange.next(Message.KEXDH_31, reply(answered.answer, answered.hash))

        then:
        def e = thrown(TransportException)
        e.message == "the host's signature is wrong"

        where:
        connections << [1, 9]
    }

    def "a key that gives away the secret is refused, whichever curves look at it"() {
        given:
        connections.times { curves.connectionBegins() }

        when:
        begun('curve25519-sha256').next(Message.KEXDH_31, reply(new byte[32], new byte[32]))

        then:
        thrown(java.security.GeneralSecurityException)

        where:
        connections << [1, 9]
    }

    def "an answer of the wrong length is refused"() {
        when:
        begun(name).next(Message.KEXDH_31, reply(new byte[length], new byte[32]))

        then:
        def e = thrown(java.security.GeneralSecurityException)
        e.message == problem

        where:
        name                    | length || problem
        'curve25519-sha256'     | 31     || 'X25519: a key of 31 bytes instead of 32'
        'mlkem768x25519-sha256' | 1119   || 'mlkem768x25519-sha256: an answer of 1119 bytes instead of 1120'
    }

    private KeyExchange begun(String name) {
        def factory = SshConfig.create(curves).keyExchangeFactories.find { it.name == name }
        def ed25519 = SshConfig.create(curves).keyAlgorithms.find { it.name == 'ssh-ed25519' }
        def transport = [write: { SSHPacket packet -> sent = packet; 0L }, getHostKeyAlgorithm: { ed25519.create() }] as Transport
        def exchange = factory.create()
        exchange.init(transport, 'SSH-2.0-host', 'SSH-2.0-client', 'host init'.bytes, 'client init'.bytes)
        exchange
    }

    private byte[] offer() {
        assert sent.readByte() == Message.KEXDH_INIT.toByte()
        sent.readBytes()
    }

    /** What the host makes of the offer: its answer, the secret as it enters the hash, and the hash. */
    private Map answer(String name, byte[] offer) {
        def pair = KeyPairGenerator.getInstance('X25519').generateKeyPair()
        def point = pair.public.encoded[-32..-1] as byte[]
        def shared = agreed(pair, offer[-32..-1] as byte[])
        def answer = point
        def secret = new Buffer.PlainBuffer().putMPInt(new BigInteger(1, shared)).compactData
        if (name.startsWith('mlkem')) {
            def key = KeyFactory.getInstance('ML-KEM').generatePublic(
                    new X509EncodedKeySpec(joined(LATTICE_HEADER, Arrays.copyOf(offer, 1184))))
            def sealed = KEM.getInstance('ML-KEM').newEncapsulator(key).encapsulate()
            answer = joined(sealed.encapsulation(), point)
            secret = new Buffer.PlainBuffer().putBytes(sha256(joined(sealed.key().encoded, shared))).compactData
        }
        def hash = sha256(new Buffer.PlainBuffer().putString('SSH-2.0-client').putString('SSH-2.0-host')
                .putString('client init').putString('host init').putBytes(hostKey()).putBytes(offer).putBytes(answer)
                .putRawBytes(secret).compactData)
        [answer: answer, secret: secret, hash: hash]
    }

    private static SSHPacket reply(byte[] answer, byte[] hash) {
        def signer = Signature.getInstance('Ed25519')
        signer.initSign(HOST.private)
        signer.update(hash)
        def signature = new Buffer.PlainBuffer().putString('ssh-ed25519').putBytes(signer.sign()).compactData
        new SSHPacket(new Buffer.PlainBuffer().putBytes(hostKey()).putBytes(answer).putBytes(signature).compactData)
    }

    private static byte[] string(byte[] bytes) {
        new Buffer.PlainBuffer().putBytes(bytes).compactData
    }

    private static byte[] hostKey() {
        new Buffer.PlainBuffer().putPublicKey(HOST.public).compactData
    }

    private static byte[] agreed(KeyPair ours, byte[] theirs) {
        def agreement = KeyAgreement.getInstance('X25519')
        agreement.init(ours.private)
        agreement.doPhase(KeyFactory.getInstance('X25519').generatePublic(new X509EncodedKeySpec(joined(X25519_HEADER, theirs))), true)
        agreement.generateSecret()
    }

    private static byte[] joined(byte[] first, byte[] second) {
        (first.toList() + second.toList()) as byte[]
    }

    private static byte[] sha256(byte[] bytes) {
        MessageDigest.getInstance('SHA-256').digest(bytes)
    }
}
