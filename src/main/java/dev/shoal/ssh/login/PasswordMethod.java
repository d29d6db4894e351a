package dev.shoal.ssh.login;

import dev.shoal.text.Secret;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AbstractAuthMethod;

/** Sends a password, once (RFC 4252 8). sshj's own method falls over a host that wants the password changed (0.40.0). */
final class PasswordMethod extends AbstractAuthMethod {
    private final Secret password;

    PasswordMethod(Secret password) {
        super("password");
        this.password = password;
    }

    @Override
    protected SSHPacket buildReq() throws UserAuthException {
        return super.buildReq().putBoolean(false).putSensitiveString(password.reveal());
    }

    @Override
    public void handle(Message message, SSHPacket packet) throws UserAuthException, TransportException {
        if (message == Message.USERAUTH_60) {
            throw new UserAuthException("the password has expired: log in with ssh once and change it");
        }
        super.handle(message, packet);
    }

    @Override
    public String toString() {
        return "password";
    }
}
