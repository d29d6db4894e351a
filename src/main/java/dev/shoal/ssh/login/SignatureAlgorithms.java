package dev.shoal.ssh.login;

import dev.shoal.ssh.key.KeyBlob;

import java.util.List;

/** Under which algorithms a key is shown (RFC 8332). Only an RSA key leaves a choice; SHA-1 is none of it. */
final class SignatureAlgorithms {
    private static final String RSA_CERTIFICATE = "ssh-rsa-cert-v01@openssh.com";
    private static final String CERTIFICATE = "-cert-v01@openssh.com";
    private static final String SHA_512 = "rsa-sha2-512";
    private static final String SHA_256 = "rsa-sha2-256";

    private SignatureAlgorithms() {}

    /**
     * In the order to try; not empty. sshj drops the list of algorithms that servers send (RFC 8308), so what they take is told
     * from their name: each attempt too many counts against MaxAuthTries.
     *
     * @param serverVersion as {@code OpenSSH_9.2p1}
     */
    static List<String> of(KeyBlob key, String serverVersion) {
        return switch (key.type()) {
            case "ssh-rsa" -> ofRsa(serverVersion);
            case RSA_CERTIFICATE ->
                ofRsa(serverVersion).stream().map(name -> name + CERTIFICATE).toList();
            default -> List.of(key.type());
        };
    }

    /** The algorithm of the signature itself, which is not a certificate's. */
    static String ofSignature(String algorithm) {
        return algorithm.replace(CERTIFICATE, algorithm.startsWith("sk-") ? "@openssh.com" : "");
    }

    private static List<String> ofRsa(String serverVersion) {
        if (serverVersion.contains("dropbear")) {
            return List.of(SHA_256);
        }
        return serverVersion.contains("OpenSSH") ? List.of(SHA_512) : List.of(SHA_512, SHA_256);
    }
}
