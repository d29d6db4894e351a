package dev.shoal.ssh

import dev.shoal.ssh.reach.Destination
import dev.shoal.inventory.Host
import java.nio.file.Files
import java.nio.file.Path

/** OpenSSH's own programs, which make the files that these specs read. */
class Tools {
    static final String REASON = 'needs ssh, ssh-keygen, ssh-add and ssh-agent: install openssh-client'

    static boolean areInstalled() {
        ['ssh', 'ssh-keygen', 'ssh-add', 'ssh-agent'].every { isInstalled(it) }
    }

    static boolean isInstalled(String program) {
        System.getenv('PATH').split(':').any { Files.isExecutable(Path.of(it, program)) }
    }

    /** Runs a program to its end and gives what it printed. */
    static String run(Object... command) {
        runWith([:], command)
    }

    static String runWith(Map<String, String> environment, Object... command) {
        def builder = new ProcessBuilder(command*.toString()).redirectErrorStream(true).redirectInput(new File('/dev/null'))
        builder.environment().putAll(environment)
        def process = builder.start()
        def text = process.inputStream.text
        if (process.waitFor() != 0) {
            throw new IllegalStateException("${command.join(' ')}: $text")
        }
        text
    }

    /** Makes a key pair; the private half's file. */
    static Path keygen(Path file, String type = 'ed25519', String passphrase = '', List more = []) {
        run('ssh-keygen', '-q', '-t', type, '-N', passphrase, '-C', 'spec', '-f', file, *more)
        file
    }

    /** Type and base64 of the public half. */
    static String publicHalf(Path file) {
        Files.readString(Path.of("${file}.pub")).split(' ')[0..1].join(' ')
    }

    /** As {@code SHA256:…}, by ssh-keygen. */
    static String fingerprint(Path file) {
        run('ssh-keygen', '-l', '-f', "${file}.pub").split(' ')[1]
    }

    static Destination destination(Map how = [:]) {
        new Destination(
                Host.named(how.name ?: 'web3'), how.address ?: '10.0.0.3', how.port ?: 22, how.user ?: 'ops',
                how.identities ?: [], how.explicit ?: false, how.identitiesOnly ?: false, how.knownHosts ?: [])
    }
}
