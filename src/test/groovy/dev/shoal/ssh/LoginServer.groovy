package dev.shoal.ssh

import dev.shoal.ssh.key.BouncyCastle
import dev.shoal.ssh.login.Credentials
import dev.shoal.ssh.reach.Destination
import dev.shoal.testing.RealSshd
import java.nio.file.Files
import java.nio.file.Path
import net.schmizz.sshj.DefaultConfig
import net.schmizz.sshj.SSHClient
import net.schmizz.sshj.transport.verification.PromiscuousVerifier
import net.schmizz.sshj.userauth.UserAuthException

/** A real sshd that only tells who is let in, and how. The client is sshj as it comes, apart from the credentials. */
class LoginServer implements Closeable {
    final RealSshd sshd
    private int ins

    LoginServer(String... settings) {
        sshd = RealSshd.start(['LogLevel VERBOSE', *settings])
    }

    String getUser() {
        sshd.user
    }

    int getPort() {
        sshd.port
    }

    /** Lets in who holds one of these keys, and nobody else. */
    void authorize(Path... keys) {
        Files.writeString(sshd.dir.resolve('authorized_keys'), keys.collect { Files.readString(Path.of("${it}.pub")) }.join())
    }

    Destination destination(Map how = [:]) {
        Tools.destination([address: '127.0.0.1', port: port, user: user] + how)
    }

    /** What became of a login with the credentials: 'in', or why not. */
    String login(Credentials credentials, Destination to) {
        BouncyCastle.need()
        new SSHClient(new DefaultConfig()).withCloseable { client ->
            client.addHostKeyVerifier(new PromiscuousVerifier())
            client.timeout = 10_000
            client.connect(to.address(), to.port())
            try {
                client.auth(to.user(), credentials.methods(to))
                ins++
                return 'in'
            } catch (UserAuthException e) {
                return e.message
            }
        }
    }

    /** How often in all the server was asked whether a key would do, before the signature came. */
    int probes() {
        while (count('Accepted publickey') < ins) { // the log comes a moment after the login; features have a time-out
            Thread.onSpinWait()
        }
        count('Postponed publickey')
    }

    private int count(String text) {
        Files.readAllLines(sshd.dir.resolve('sshd.log')).count { it.contains(text) }
    }

    @Override
    void close() {
        sshd.close()
    }
}
