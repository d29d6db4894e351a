package dev.shoal.transport.ssh

import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import net.schmizz.sshj.DefaultConfig
import net.schmizz.sshj.SSHClient
import net.schmizz.sshj.transport.verification.PromiscuousVerifier
import net.schmizz.sshj.userauth.UserAuthException

/** A real sshd on 127.0.0.1 that only tells who is let in, and what it logged meanwhile. */
class LoginServer implements Closeable {
    final String user = System.getProperty('user.name')
    final List<String> log = new CopyOnWriteArrayList<>()
    final Path authorizedKeys
    int port
    private final Process process
    private final Thread reader

    LoginServer(Path dir, String... settings) {
        Files.createDirectories(dir)
        authorizedKeys = Files.writeString(dir.resolve('authorized_keys'), '')
        def hostKey = Tools.keygen(dir.resolve('host_key'))
        if (user == 'root') {
            Files.createDirectories(Path.of('/run/sshd')) // sshd insists on it
        }
        port = new ServerSocket(0, 1, InetAddress.getByName('127.0.0.1')).withCloseable { it.localPort }
        Files.writeString(dir.resolve('sshd_config'), (settings.toList() + [
                "Port $port", 'ListenAddress 127.0.0.1', "HostKey $hostKey", "AuthorizedKeysFile $authorizedKeys", 'PidFile none',
                'UsePAM no', 'StrictModes no', 'PermitRootLogin yes', 'PasswordAuthentication no', 'KbdInteractiveAuthentication no',
                'UseDNS no', 'LogLevel VERBOSE']).join('\n') + '\n')
        process = new ProcessBuilder(Tools.SSHD, '-D', '-e', '-f', "$dir/sshd_config").redirectInput(new File('/dev/null')).start()
        def listening = new CountDownLatch(1)
        reader = Thread.startVirtualThread {
            process.errorStream.eachLine { line ->
                log << line
                if (line.contains('Server listening')) {
                    listening.countDown()
                }
            }
        }
        if (!listening.await(10, TimeUnit.SECONDS)) {
            process.destroyForcibly()
            throw new IllegalStateException("sshd does not start: $log")
        }
    }

    void authorize(Path... keys) {
        Files.writeString(authorizedKeys, keys.collect { Files.readString(Path.of("${it}.pub")) }.join())
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
                return 'in'
            } catch (UserAuthException e) {
                return e.message
            }
        }
    }

    /** How often the server was asked whether a key would do, before the signature came. */
    int probes() {
        log.count { it.contains('Postponed publickey') }
    }

    @Override
    void close() {
        process.descendants().toList()*.destroyForcibly()
        process.destroyForcibly().waitFor(5, TimeUnit.SECONDS)
    }
}
