package dev.shoal.ssh.login;

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

/**
 * Shows one key to one host (RFC 4252 7). It asks first whether the key would do, which costs a round trip, unless it is
 * told that the key is likely to.
 */
final class PublicKeyMethod extends AbstractAuthMethod {
    private final Signer signer;
    private final boolean signsAtOnce;
    private final AcceptedKeys accepted;
    private final Deque<String> algorithms = new ArrayDeque<>();

    PublicKeyMethod(Signer signer, boolean signsAtOnce, AcceptedKeys accepted) {
        super("publickey");
        this.signer = signer;
        this.signsAtOnce = signsAtOnce;
        this.accepted = accepted;
    }

    @Override
    public void init(AuthParams authParams) {
        super.init(authParams);
        algorithms.clear();
        algorithms.addAll(SignatureAlgorithms.of(signer.key(), transport().getServerVersion()));
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
        accepted.remember(params.getUsername(), signer.key());
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
        var algorithm = SignatureAlgorithms.ofSignature(algorithms.getFirst());
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
}
