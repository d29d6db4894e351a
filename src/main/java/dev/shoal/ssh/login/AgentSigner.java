package dev.shoal.ssh.login;

import dev.shoal.files.FileTrouble;
import dev.shoal.ssh.key.KeyBlob;
import net.schmizz.sshj.transport.Transport;
import net.schmizz.sshj.userauth.UserAuthException;

import java.io.IOException;

/**
 * Has the agent sign. Security keys and certificates work as plain keys do: the agent knows what to do with them.
 *
 * @param key what is shown
 * @param held what the agent holds: the same, or the plain key of a certificate that lies in a file
 */
record AgentSigner(KeyBlob key, KeyBlob held, SshAgent agent) implements Signer {
    @Override
    public boolean isSilent() {
        return !held.isSecurityKey();
    }

    @Override
    public byte[] sign(String algorithm, byte[] data, Transport transport) throws UserAuthException {
        try {
            return agent.sign(held, algorithm, data);
        } catch (IOException e) {
            throw new UserAuthException("ssh-agent did not sign with " + held + ": " + FileTrouble.fact(e), e);
        }
    }

    @Override
    public String toString() {
        return key + " (agent)";
    }
}
