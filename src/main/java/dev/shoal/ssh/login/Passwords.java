package dev.shoal.ssh.login;

import dev.shoal.ssh.reach.Asker;
import dev.shoal.ssh.reach.Destination;
import dev.shoal.text.Secret;
import dev.shoal.transport.SetupException;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AbstractAuthMethod;
import net.schmizz.sshj.userauth.method.AuthKeyboardInteractive;
import net.schmizz.sshj.userauth.method.AuthMethod;
import net.schmizz.sshj.userauth.method.ChallengeResponseProvider;
import net.schmizz.sshj.userauth.password.Resource;
import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one password for all hosts: given, or asked for once. A host that has refused it does not get it again, because most lock
 * the account after a few tries. Safe for many threads.
 */
final class Passwords {
    private final boolean asks;
    private final Asker asker;

    /** Guards the fields below. Held while the operator is asked, so that one question serves all hosts. */
    private final ReentrantLock asking = new ReentrantLock();

    private final Set<String> refusedBy = new HashSet<>();
    private @Nullable Secret password;
    private boolean isAnswer;
    private boolean isRightSomewhere;

    Passwords(Optional<Secret> given, boolean asks, Asker asker) {
        this.password = given.filter(secret -> !secret.isEmpty()).orElse(null);
        this.asks = asks;
        this.asker = asker;
    }

    /**
     * Asks, if that was wanted and no answer is known yet, or only one that was refused by a host and accepted by none.
     *
     * @throws SetupException without an answer
     */
    void prepare() throws SetupException, InterruptedException {
        forgetWrongAnswer();
        if (secret().isEmpty() && asks) {
            throw new SetupException(
                    "no password was given; set SHOAL_PASSWORD, name its file with --password-file, or run it on a"
                            + " terminal");
        }
    }

    /** Whether there is a password for any host at all. */
    boolean isKnown() throws InterruptedException {
        return secret().isPresent();
    }

    /** The password, by each of the two ways in which hosts ask for one; none where this host has refused it. */
    List<AuthMethod> methods(Destination destination) throws InterruptedException {
        return isRefusedBy(destination)
                ? List.of()
                : secret().map(secret ->
                                List.<AuthMethod>of(new PasswordMethod(secret), PromptedPassword.method(secret)))
                        .orElse(List.of());
    }

    boolean isRefusedBy(Destination destination) throws InterruptedException {
        asking.lockInterruptibly();
        try {
            return refusedBy.contains(account(destination));
        } finally {
            asking.unlock();
        }
    }

    /** What a host made of it. */
    void judged(Destination destination, boolean isRight) {
        asking.lock();
        try {
            isRightSomewhere |= isRight;
            if (!isRight) {
                refusedBy.add(account(destination));
            }
        } finally {
            asking.unlock();
        }
    }

    private static String account(Destination destination) {
        return destination.user() + "@" + destination.address() + ":" + destination.port();
    }

    private void forgetWrongAnswer() throws InterruptedException {
        asking.lockInterruptibly();
        try {
            if (isAnswer && !isRightSomewhere && !refusedBy.isEmpty()) {
                password = null;
                refusedBy.clear();
            }
        } finally {
            asking.unlock();
        }
    }

    private Optional<Secret> secret() throws InterruptedException {
        asking.lockInterruptibly();
        try {
            if (password == null && asks) {
                password = asker.ask("Password for all hosts:")
                        .filter(answer -> !answer.isEmpty())
                        .orElse(null);
                isAnswer = password != null;
            }
            return Optional.ofNullable(password);
        } finally {
            asking.unlock();
        }
    }

    /** Sends a password, once (RFC 4252 8). sshj's own method falls over a host that wants the password changed (0.40.0). */
    private static final class PasswordMethod extends AbstractAuthMethod {
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

    /**
     * Answers a host that asks by prompts (RFC 4256): the first one that wants no echo gets the password, every other one nothing. A
     * second such prompt wants something else, a one-time code say, and shall not see the password.
     */
    private static final class PromptedPassword implements ChallengeResponseProvider {
        private final Secret password;
        private boolean answered;

        private PromptedPassword(Secret password) {
            this.password = password;
        }

        static AuthMethod method(Secret password) {
            return new AuthKeyboardInteractive(new PromptedPassword(password));
        }

        @Override
        public List<String> getSubmethods() {
            return List.of();
        }

        @Override
        @SuppressWarnings("rawtypes") // sshj declares it so
        public void init(Resource resource, String name, String instruction) {
            // a name that the host gives itself changes nothing
        }

        @Override
        public char[] getResponse(String prompt, boolean echo) {
            if (echo || answered) {
                return new char[0];
            }
            answered = true;
            return password.reveal();
        }

        @Override
        public boolean shouldRetry() {
            return false;
        }
    }
}
