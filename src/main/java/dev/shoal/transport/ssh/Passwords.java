package dev.shoal.transport.ssh;

import dev.shoal.log.Secret;
import net.schmizz.sshj.userauth.method.AuthMethod;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** The one password for all hosts: given, or asked for once. Safe for many threads. */
final class Passwords {
    private final boolean asks;
    private final Asker asker;

    /** Guards the field below. Held while the operator is asked, so that one question serves all hosts. */
    private final ReentrantLock asking = new ReentrantLock();

    private @Nullable Secret password;

    Passwords(Optional<Secret> given, boolean asks, Asker asker) {
        this.password = given.filter(secret -> !secret.isEmpty()).orElse(null);
        this.asks = asks;
        this.asker = asker;
    }

    /**
     * Asks, where that was wanted and nobody has answered yet.
     *
     * @throws SshSetupException if there is no answer
     */
    void prepare() throws SshSetupException, InterruptedException {
        if (secret().isEmpty() && asks) {
            throw new SshSetupException(
                    "no password was given; set SHOAL_PASSWORD, name its file with --password-file, or run it on a terminal");
        }
    }

    /** The password, by each of the two ways in which hosts ask for one; none where there is no password. */
    List<AuthMethod> methods() throws InterruptedException {
        return secret().map(secret -> List.<AuthMethod>of(new PasswordMethod(secret), PromptedPassword.method(secret)))
                .orElse(List.of());
    }

    private Optional<Secret> secret() throws InterruptedException {
        asking.lockInterruptibly();
        try {
            if (password == null && asks) {
                password = asker.ask("Password for all hosts:").orElse(null);
            }
            return Optional.ofNullable(password);
        } finally {
            asking.unlock();
        }
    }
}
