package dev.shoal.ssh.reach;

/**
 * An operator's mistake in how hosts are to be reached, found before anything runs: a key file that is not there, a wrong
 * pass phrase, a broken file of {@code -F}. The message is one line, ready to be shown, and holds no secret.
 */
public final class SshSetupException extends Exception {
    public SshSetupException(String message) {
        super(message);
    }

    public SshSetupException(String message, Throwable cause) {
        super(message, cause);
    }
}
