package dev.shoal.ssh.login;

import dev.shoal.files.FileTrouble;
import dev.shoal.ssh.key.KeyBlob;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What the agent held when it was asked.
 *
 * @param agent empty where there is none, or where it did not answer
 */
record AgentKeys(Optional<SshAgent> agent, List<KeyBlob> held) {
    private static final Logger log = LogManager.getLogger(AgentKeys.class);

    static final AgentKeys NONE = new AgentKeys(Optional.empty(), List.of());

    /** Asked anew each time, because keys come and go while a shell runs. */
    static AgentKeys of(Optional<SshAgent> agent) throws InterruptedException {
        if (agent.isEmpty()) {
            return NONE;
        }
        try {
            return new AgentKeys(agent, agent.get().keys());
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while asking the agent");
            }
            log.warn("ssh-agent at {}: {}", agent.get().socket(), FileTrouble.fact(e));
            return NONE;
        }
    }

    /** All that it holds. */
    List<Signer> signers() {
        return held.stream().flatMap(key -> signer(key, key).stream()).toList();
    }

    /** One that shows the first key and has the agent sign with the second, where it holds that. */
    Optional<Signer> signer(KeyBlob shown, KeyBlob signing) {
        return agent.filter(a -> held.contains(signing)).map(a -> new AgentSigner(shown, signing, a));
    }
}
