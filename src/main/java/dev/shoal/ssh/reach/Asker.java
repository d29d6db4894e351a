package dev.shoal.ssh.reach;

import dev.shoal.text.Secret;

import java.util.Optional;

/** Asks the operator for something secret. Called from any thread; askers queue up by themselves. */
@FunctionalInterface
public interface Asker {
    /** For use without a terminal: never answers. */
    Asker NOBODY = question -> Optional.empty();

    /**
     * The answer; empty without a terminal to ask on, or if the operator gave none.
     *
     * @param question shown as it stands, as {@code Pass phrase for ~/.ssh/id_ed25519:}
     * @throws InterruptedException if the operator stopped it with Ctrl-C
     */
    Optional<Secret> ask(String question) throws InterruptedException;
}
