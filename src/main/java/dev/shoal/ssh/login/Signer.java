package dev.shoal.ssh.login;

import dev.shoal.ssh.key.KeyBlob;
import net.schmizz.sshj.transport.Transport;
import net.schmizz.sshj.userauth.UserAuthException;

/** Something that can prove to be the owner of a key: a file, or an agent. Safe for many threads. */
interface Signer {
    /** What is shown to the host: a key or a certificate. */
    KeyBlob key();

    /** Whether it signs without a touch or a confirmation, so that an unneeded signature costs the operator nothing. */
    boolean isSilent();

    /**
     * A signature over the data, in the form of RFC 4253 6.6: its algorithm's name and its bytes.
     *
     * @param algorithm of the signature, as {@code rsa-sha2-512}
     * @param transport the connection it is for
     */
    byte[] sign(String algorithm, byte[] data, Transport transport) throws UserAuthException;
}
