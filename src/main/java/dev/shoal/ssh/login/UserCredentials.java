package dev.shoal.ssh.login;

import dev.shoal.ssh.key.KeyBlob;
import dev.shoal.ssh.reach.Asker;
import dev.shoal.ssh.reach.Destination;
import dev.shoal.ssh.reach.SshOptions;
import dev.shoal.transport.Failure;
import dev.shoal.transport.Phase;
import dev.shoal.transport.SetupException;
import dev.shoal.transport.TransportException;
import net.schmizz.sshj.userauth.method.AuthMethod;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * What this user has to show: key files, the agent's keys, a password, in that order where the files were named, else the agent's
 * keys before the files. Hosts count refusals (MaxAuthTries, usually 6), so beside named files only as many keys of the agent are
 * shown as make five.
 */
public final class UserCredentials implements Credentials {
    private static final int MOST_BESIDE_NAMED = 5;

    private final KeyRing ring;
    private final Optional<SshAgent> agent;
    private final Passwords passwords;
    /** By user, the key that a host was last willing to take: the next host most likely takes it too. */
    private final Map<String, KeyBlob> accepted = new ConcurrentHashMap<>();

    /**
     * Reads nothing yet.
     *
     * @param warn shows the operator, once, a key file that others may read
     */
    public UserCredentials(SshOptions options, Asker asker, Consumer<String> warn) {
        this(
                new KeyRing(options.passphrase(), asker, warn),
                options.agentSocket().map(SshAgent::new),
                new Passwords(options.password(), options.askPassword(), asker));
    }

    UserCredentials(KeyRing ring, Optional<SshAgent> agent, Passwords passwords) {
        this.ring = ring;
        this.agent = agent;
        this.passwords = passwords;
    }

    /** A default key that is encrypted is asked for only where there is nothing else to log in with. */
    @Override
    public void prepare(List<Path> named, List<Path> defaults) throws SetupException, InterruptedException {
        ring.retryFailed();
        passwords.prepare();
        var held = SshAgent.Held.by(agent);
        for (var file : named) {
            ring.named(file, held);
        }
        for (var file : defaults) {
            ring.isEncrypted(file); // reads it, so that a problem is reported before the run
        }
        if (!named.isEmpty() || !held.keys().isEmpty() || passwords.isKnown()) {
            return;
        }
        openDefault(defaults, held);
    }

    private void openDefault(List<Path> defaults, SshAgent.Held held) throws SetupException, InterruptedException {
        for (var file : defaults) {
            if (!ring.found(file, held).isEmpty()) {
                return;
            }
        }
        for (var file : defaults) {
            if (ring.isEncrypted(file)) {
                ring.named(file, held);
                return;
            }
        }
    }

    @Override
    public List<AuthMethod> methods(Destination destination) throws TransportException, InterruptedException {
        var signers = signers(destination);
        var methods = new ArrayList<AuthMethod>();
        for (var signer : signers) {
            boolean only = signers.size() == 1 && signer.isSilent();
            boolean likely = only || Objects.equals(signer.key(), accepted.get(destination.user()));
            methods.add(new PublicKeyMethod(signer, likely, accepted::put));
        }
        methods.addAll(passwords.methods(destination));
        if (methods.isEmpty() && passwords.isRefusedBy(destination)) {
            throw failed(
                    destination.label() + ": the password of " + destination.user()
                            + " was refused before and is not sent again, because the account could be locked",
                    "Start shoal again to give another one");
        }
        if (methods.isEmpty()) {
            throw failed(
                    destination.label() + ": nothing to log in with as " + destination.user()
                            + ": no key that can be opened, no key in an agent, no password",
                    "Name a key with -i, add one to ssh-agent, or set SHOAL_PASSPHRASE or SHOAL_PASSWORD");
        }
        return methods;
    }

    @Override
    public void judged(Destination destination, boolean isRight) {
        passwords.judged(destination, isRight);
    }

    private List<Signer> signers(Destination destination) throws TransportException, InterruptedException {
        var held = SshAgent.Held.by(agent);
        var signers = new LinkedHashMap<KeyBlob, Signer>(); // each key once
        if (destination.explicitIdentities()) {
            addNamed(signers, destination, held);
            if (!destination.identitiesOnly()) {
                held.signers().stream()
                        .filter(signer -> signers.size() < MOST_BESIDE_NAMED)
                        .forEach(signer -> signers.putIfAbsent(signer.key(), signer));
            }
            return List.copyOf(signers.values());
        }
        if (!destination.identitiesOnly()) {
            add(signers, held.signers());
        }
        for (var file : destination.identities()) {
            add(signers, ring.found(file, held));
        }
        return List.copyOf(signers.values());
    }

    private void addNamed(Map<KeyBlob, Signer> signers, Destination destination, SshAgent.Held held)
            throws TransportException, InterruptedException {
        for (var file : destination.identities()) {
            try {
                add(signers, ring.named(file, held));
            } catch (SetupException e) {
                throw new TransportException(failure(destination.label() + ": " + e.getMessage(), ""), e);
            }
        }
    }

    private static void add(Map<KeyBlob, Signer> signers, List<Signer> more) {
        more.forEach(signer -> signers.putIfAbsent(signer.key(), signer));
    }

    private static TransportException failed(String problem, String remedy) {
        return new TransportException(failure(problem, remedy));
    }

    private static Failure failure(String problem, String remedy) {
        return new Failure(Phase.AUTH, Failure.Kind.AUTH, problem, remedy);
    }
}
