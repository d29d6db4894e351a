package dev.shoal.ssh.login;

import dev.shoal.ssh.login.PrivateKeyFile.WrongPassphrase;
import dev.shoal.ssh.reach.Asker;
import dev.shoal.text.Secret;
import dev.shoal.transport.SetupException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** One key file of a ring: read once, decrypted once, asked about once. Safe for many threads. */
final class CachedKey {
    private static final Logger log = LogManager.getLogger(CachedKey.class);
    private static final Secret NONE = Secret.of("");
    private static final int TRIES = 3;

    private final Path path;
    private final Optional<Secret> passphrase;
    private final Asker asker;
    private final Consumer<String> warn;

    /** Guards the fields below. Held while the operator is asked, so that one question serves all hosts. */
    private final ReentrantLock opening = new ReentrantLock();

    private @Nullable PrivateKeyFile file;
    private @Nullable FileSigner signer;
    private @Nullable SetupException failure;
    private boolean passphraseFails;
    private boolean isWarned;

    CachedKey(Path path, Optional<Secret> passphrase, Asker asker, Consumer<String> warn) {
        this.warn = warn;
        this.path = path;
        this.passphrase = passphrase.filter(secret -> !secret.isEmpty());
        this.asker = asker;
    }

    /**
     * What can be shown: the certificate if there is one, then the key. An encrypted key is taken from the agent if it is there,
     * else opened with the pass phrase, else asked for.
     */
    List<Signer> named(SshAgent.Held agent) throws SetupException, InterruptedException {
        opening.lockInterruptibly();
        try {
            var read = read();
            var held = signer == null ? fromAgent(read, agent) : List.<Signer>of();
            return held.isEmpty() ? fromFile(read, ask(read)) : held;
        } finally {
            opening.unlock();
        }
    }

    /** The same without a question to the operator; empty where the key is encrypted and nothing opens it. */
    List<Signer> found(SshAgent.Held agent) throws SetupException, InterruptedException {
        opening.lockInterruptibly();
        try {
            var read = read();
            var held = signer == null ? fromAgent(read, agent) : List.<Signer>of();
            if (!held.isEmpty()) {
                return held;
            }
            var opened = openQuietly(read);
            return opened.isPresent() ? fromFile(read, opened.get()) : List.of();
        } finally {
            opening.unlock();
        }
    }

    /** Whether it holds a key that wants a pass phrase; not so where it cannot be read. */
    boolean isEncrypted() throws InterruptedException {
        opening.lockInterruptibly();
        try {
            return read().isEncrypted();
        } catch (SetupException e) {
            log.debug("{}", e.getMessage());
            return false;
        } finally {
            opening.unlock();
        }
    }

    /** Makes the next call try again what failed. */
    void retry() throws InterruptedException {
        opening.lockInterruptibly();
        try {
            failure = null;
            if (signer == null) {
                file = null;
                passphraseFails = false;
            }
        } finally {
            opening.unlock();
        }
    }

    private PrivateKeyFile read() throws SetupException {
        var read = file;
        if (read == null) {
            read = PrivateKeyFile.read(path);
            file = read;
            if (!isWarned) {
                isWarned = true;
                read.exposure().ifPresent(this::warn);
            }
        }
        return read;
    }

    /**
     * ssh refuses such a file; here it is used with a warning, because a fleet must not stop for it in the middle of
     * the night.
     */
    private void warn(String exposure) {
        log.warn("{}", exposure);
        warn.accept(exposure);
    }

    /** Only where the file itself does not open without further ado. */
    private static List<Signer> fromAgent(PrivateKeyFile file, SshAgent.Held agent) {
        if (!file.isEncrypted() && !file.isPublic()) {
            return List.of();
        }
        var key = file.publicHalf().flatMap(half -> agent.signer(half, half));
        if (key.isEmpty()) {
            return List.of();
        }
        var signers = new ArrayList<Signer>();
        file.certificate().flatMap(cert -> agent.signer(cert, key.get().key())).ifPresent(signers::add);
        signers.add(key.get());
        return signers;
    }

    private static List<Signer> fromFile(PrivateKeyFile file, FileSigner opened) {
        var signers = new ArrayList<Signer>();
        file.certificate().ifPresent(cert -> signers.add(new FileSigner(cert, opened.privateKey())));
        signers.add(opened);
        return signers;
    }

    private Optional<FileSigner> openQuietly(PrivateKeyFile read) throws SetupException {
        if (signer == null && !read.isPublic()) {
            if (!read.isEncrypted()) {
                signer = open(read, NONE).orElse(null);
            } else if (passphrase.isPresent() && !passphraseFails) {
                signer = open(read, passphrase.get()).orElse(null);
                passphraseFails = signer == null;
            }
        }
        return Optional.ofNullable(signer);
    }

    private FileSigner ask(PrivateKeyFile read) throws SetupException, InterruptedException {
        if (failure != null) {
            throw failure;
        }
        if (read.isPublic()) {
            throw new SetupException("key file " + path + " is a public key; "
                    + (path.toString().endsWith(".pub")
                            ? "the private one is named without .pub"
                            : "name the private one"));
        }
        var opened = openQuietly(read);
        for (int i = 0; i < TRIES && opened.isEmpty(); i++) {
            var answer = asker.ask("Pass phrase for " + path + ":");
            if (answer.isEmpty()) {
                throw failed(
                        passphraseFails
                                ? "wrong pass phrase (SHOAL_PASSPHRASE)"
                                : "is encrypted; run it on a terminal, or set SHOAL_PASSPHRASE");
            }
            opened = open(read, answer.get());
        }
        signer = opened.orElseThrow(() -> failed("wrong pass phrase, " + TRIES + " times"));
        return signer;
    }

    private Optional<FileSigner> open(PrivateKeyFile read, Secret secret) throws SetupException {
        try {
            return Optional.of(read.open(secret));
        } catch (WrongPassphrase e) {
            log.debug("key file {}: a pass phrase did not fit", path);
            return Optional.empty();
        }
    }

    private SetupException failed(String fact) {
        var exception = new SetupException("key file " + path + ": " + fact);
        failure = exception;
        return exception;
    }
}
