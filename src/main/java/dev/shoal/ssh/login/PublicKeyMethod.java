package dev.shoal.ssh.login;

import dev.shoal.ssh.key.KeyBlob;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.Transport;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.AuthParams;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AbstractAuthMethod;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Shows one key to one host (RFC 4252 7). It asks first whether the key would do, which costs a round trip, unless it is
 * known that the key is likely to.
 */
final class PublicKeyMethod extends AbstractAuthMethod {
    private static final String RSA_CERTIFICATE = "ssh-rsa-cert-v01@openssh.com";
    private static final String CERTIFICATE = "-cert-v01@openssh.com";
    private static final String SHA_512 = "rsa-sha2-512";
    private static final String SHA_256 = "rsa-sha2-256";

    private final Signer signer;
    private final boolean signsAtOnce;
    private final BiConsumer<String, KeyBlob> whenAccepted;
    private final Deque<String> algorithms = new ArrayDeque<>();

    /**
     * A method for one connection.
     *
     * @param whenAccepted receives the user and the key, once the host is willing to take it
     */
    PublicKeyMethod(Signer signer, boolean signsAtOnce, BiConsumer<String, KeyBlob> whenAccepted) {
        super("publickey");
        this.signer = signer;
        this.signsAtOnce = signsAtOnce;
        this.whenAccepted = whenAccepted;
    }

    @Override
    public void init(AuthParams authParams) {
        super.init(authParams);
        algorithms.clear();
        algorithms.addAll(algorithmsFor(signer.key(), transport().getServerVersion()));
    }

    @Override
    protected SSHPacket buildReq() throws UserAuthException {
        return signsAtOnce ? signed() : unsigned(false);
    }

    /** The host would take the key. */
    @Override
    public void handle(Message message, SSHPacket packet) throws UserAuthException, TransportException {
        if (message != Message.USERAUTH_60) {
            super.handle(message, packet);
            return;
        }
        whenAccepted.accept(params.getUsername(), signer.key());
        transport().write(signed());
    }

    /** Whether the key is worth showing again, under the next algorithm. */
    @Override
    public boolean shouldRetry() {
        algorithms.poll();
        return !algorithms.isEmpty();
    }

    private SSHPacket unsigned(boolean signatureFollows) throws UserAuthException {
        return super.buildReq()
                .putBoolean(signatureFollows)
                .putString(algorithms.getFirst())
                .putBytes(signer.key().bytes());
    }

    private SSHPacket signed() throws UserAuthException {
        var request = unsigned(true);
        var data = new Buffer.PlainBuffer()
                .putString(transport().getSessionID())
                .putBuffer(request)
                .getCompactData();
        var algorithm = signatureAlgorithm(algorithms.getFirst());
        request.putBytes(signer.sign(algorithm, data, transport()));
        return request;
    }

    private Transport transport() {
        return params.getTransport();
    }

    @Override
    public String toString() {
        return "publickey " + signer.key();
    }

    /**
     * The algorithms under which a key is shown (RFC 8332), in the order to try; not empty. Only an RSA key leaves a choice;
     * SHA-1 is not offered. sshj drops the list of algorithms that servers send (RFC 8308), so what they accept is derived
     * from their name: each attempt too many counts against MaxAuthTries.
     *
     * @param serverVersion as {@code OpenSSH_9.2p1}
     */
    private static List<String> algorithmsFor(KeyBlob key, String serverVersion) {
        return switch (key.type()) {
            case "ssh-rsa" -> ofRsa(serverVersion);
            case RSA_CERTIFICATE ->
                ofRsa(serverVersion).stream().map(name -> name + CERTIFICATE).toList();
            default -> List.of(key.type());
        };
    }

    /** The algorithm of the signature itself, which is not a certificate's. */
    private static String signatureAlgorithm(String algorithm) {
        return algorithm.replace(CERTIFICATE, algorithm.startsWith("sk-") ? "@openssh.com" : "");
    }

    private static List<String> ofRsa(String serverVersion) {
        if (serverVersion.contains("dropbear")) {
            return List.of(SHA_256);
        }
        return serverVersion.contains("OpenSSH") ? List.of(SHA_512) : List.of(SHA_512, SHA_256);
    }
}
