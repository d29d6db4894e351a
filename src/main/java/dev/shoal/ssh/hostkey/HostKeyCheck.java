package dev.shoal.ssh.hostkey;

import dev.shoal.ssh.reach.Destination;
import dev.shoal.transport.Failure;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;
import org.jspecify.annotations.Nullable;

import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The policy's judgement of one connection's host key, in sshj's terms; called on the connection's reader thread. */
public final class HostKeyCheck implements HostKeyVerifier {
    private final HostKeyPolicy policy;
    private final Destination destination;
    private final Runnable beforeCheck;
    private final List<String> algorithms;

    private volatile @Nullable PublicKey accepted;
    private volatile @Nullable Failure refusal;

    public HostKeyCheck(HostKeyPolicy policy, Destination destination, Runnable beforeCheck) {
        this.policy = policy;
        this.destination = destination;
        this.beforeCheck = beforeCheck;
        this.algorithms = policy.knownTypes(destination).stream()
                .flatMap(HostKeyCheck::algorithmsOf)
                .toList();
    }

    /** Why the key was refused, if it was. */
    public Optional<Failure> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** The signature algorithms that the known keys can serve: sshj moves them to the front of what the host may choose from. */
    @Override
    public List<String> findExistingAlgorithms(String hostname, int port) {
        return algorithms;
    }

    /** Asks the policy once; when keys are exchanged again later, the host must show the same key. */
    @Override
    public boolean verify(String hostname, int port, PublicKey key) {
        if (accepted != null) {
            return key.equals(accepted);
        }
        beforeCheck.run();
        refusal = policy.check(destination, key).orElse(null);
        if (refusal == null) {
            accepted = key;
        }
        return refusal == null;
    }

    private static Stream<String> algorithmsOf(String type) {
        return switch (type) {
            case "ssh-rsa" -> Stream.of("rsa-sha2-512", "rsa-sha2-256");
            case "ssh-rsa-cert-v01@openssh.com" ->
                Stream.of("rsa-sha2-512-cert-v01@openssh.com", "rsa-sha2-256-cert-v01@openssh.com");
            default -> Stream.of(type);
        };
    }
}
