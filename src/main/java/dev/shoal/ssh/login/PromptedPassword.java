package dev.shoal.ssh.login;

import dev.shoal.text.Secret;
import net.schmizz.sshj.userauth.method.AuthKeyboardInteractive;
import net.schmizz.sshj.userauth.method.AuthMethod;
import net.schmizz.sshj.userauth.method.ChallengeResponseProvider;
import net.schmizz.sshj.userauth.password.Resource;

import java.util.List;

/**
 * Answers a host that asks by prompts (RFC 4256): the first one that wants no echo gets the password, every other one nothing. A
 * second such prompt wants something else, a one-time code say, and shall not see the password.
 */
final class PromptedPassword implements ChallengeResponseProvider {
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
        // what the host says of itself changes nothing
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
