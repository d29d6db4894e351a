package dev.shoal.ssh;

import dev.shoal.ssh.login.Credentials;
import dev.shoal.ssh.reach.Destination;
import dev.shoal.transport.Failure;
import dev.shoal.transport.Phase;
import dev.shoal.transport.TransportException;
import net.schmizz.sshj.Service;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AuthMethod;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/**
 * Logs a user in with one method after the other. sshj's own loop goes on after a time-out, and throws away what the methods
 * before the last one complained of.
 */
final class Login {
    /** Both send the same password: a host that has refused it by one counts a second try for the lock-out of the account. */
    private static final Set<String> BY_PASSWORD = Set.of("password", "keyboard-interactive");

    private final SshConnection connection;
    private final SshFailures failures;
    private final Map<String, Integer> tried = new LinkedHashMap<>();
    private final List<String> complaints = new ArrayList<>();

    Login(SshConnection connection, SshFailures failures) {
        this.connection = connection;
        this.failures = failures;
    }

    /** Returns when the user is in. */
    void to(Destination destination, Credentials credentials)
            throws TransportException, IOException, InterruptedException {
        var user = destination.user();
        var isPasswordSent = false;
        for (var method : credentials.methods(destination)) {
            var isByPassword = BY_PASSWORD.contains(method.getName());
            if (isByPassword && (isPasswordSent || !mayBeTaken(method))) {
                continue;
            }
            tried.merge(method.getName(), 1, Integer::sum);
            var hadPart = connection.getUserAuth().hadPartialSuccess();
            boolean isIn = succeeds(user, method);
            if (isByPassword && (isIn || mayBeTaken(method))) {
                isPasswordSent = true;
                var isPart = !hadPart && connection.getUserAuth().hadPartialSuccess();
                credentials.judged(destination, isIn || isPart);
            }
            if (isIn) {
                return;
            }
        }
        throw new TransportException(refused(user));
    }

    /** Whether the host takes this method, as far as it has said what it takes: it does with its first refusal. */
    private boolean mayBeTaken(AuthMethod method) {
        var taken = new HashSet<String>();
        connection.getUserAuth().getAllowedMethods().forEach(taken::add);
        return taken.isEmpty() || taken.contains(method.getName());
    }

    private boolean succeeds(String user, AuthMethod method) throws IOException {
        method.setLoggerFactory(connection.getTransport().getConfig().getLoggerFactory());
        try {
            return connection
                    .getUserAuth()
                    .authenticate(user, (Service) connection.getConnection(), method, Integer.MAX_VALUE);
        } catch (UserAuthException e) {
            if (e.getCause() instanceof TimeoutException
                    || !connection.getTransport().isRunning()) {
                throw e;
            }
            complaints.add(SshFailures.clean(String.valueOf(e.getMessage())));
            return false;
        }
    }

    private Failure refused(String user) {
        var names = new ArrayList<String>();
        tried.forEach((name, times) -> names.add(times == 1 ? name : name + " x" + times));
        var offered = String.join(", ", connection.getUserAuth().getAllowedMethods());
        var fact = new StringBuilder("login as " + user + " refused (tried " + String.join(", ", names));
        if (!offered.isEmpty()) {
            fact.append("; server accepts ").append(SshFailures.clean(offered));
        }
        complaints.forEach(complaint -> fact.append("; ").append(complaint));
        var failure =
                failures.of(Phase.AUTH, Failure.Kind.AUTH, fact.append(')').toString(), remedy());
        return SshFailures.withBanner(failure, connection.banner());
    }

    private String remedy() {
        if (connection.getUserAuth().hadPartialSuccess()) {
            return "One method was accepted, but the host wants a second one";
        }
        return "Check the user and ~/.ssh/authorized_keys";
    }
}
