package dev.shoal.ssh

import dev.shoal.inventory.Host
import dev.shoal.testing.RealSshd
import dev.shoal.transport.Command
import dev.shoal.transport.Deadline
import dev.shoal.transport.Ending
import dev.shoal.transport.Failure
import dev.shoal.transport.Failure.Kind
import dev.shoal.transport.Limits
import dev.shoal.transport.Phase
import dev.shoal.transport.Session
import dev.shoal.transport.TransportException
import java.time.Duration
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.FutureTask
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.Timeout

import static java.time.Duration.ofMillis

@Requires(value = { RealSshd.installed }, reason = RealSshd.REASON)
@Timeout(60)
class ConnectAttemptSpec extends Specification {
    @Shared @AutoCleanup RealSshd sshd = RealSshd.start()
    def phases = new CopyOnWriteArrayList<Phase>()

    def "the way to a session is reported phase by phase, on the caller's thread"() {
        given:
        def threads = new CopyOnWriteArrayList<Thread>()

        when:
        def session = Doors.to(sshd).open(host(), soon(), { phases << it; threads << Thread.currentThread() })

        then:
        phases == [Phase.RESOLVE, Phase.CONNECT, Phase.IDENT, Phase.KEX, Phase.HOSTKEY, Phase.AUTH]
        threads.unique() == [Thread.currentThread()]
        session.open

        cleanup:
        session.close()
    }

    def "the host is asked for a key of the type that is known of it, and all connections share one configuration"() {
        given:
        def rsa = RealSshd.start(["HostKey ${madeKey('rsa')}".toString(), "HostKey ${madeKey('ecdsa')}".toString()])
        def doors = new Doors(port: rsa.port, user: rsa.user, keys: [rsa.keyFile])
        def transport = new SshTransport(doors, doors, doors)

        when:
        [[], ['ssh-rsa'], ['ecdsa-sha2-nistp256'], ['ssh-ed25519']].each {
            doors.known = it
            open(transport).close()
        }

        then:
        doors.shown*.algorithm == ['EdDSA', 'RSA', 'EC', 'EdDSA'] || doors.shown*.algorithm == ['EdDSA', 'RSA', 'ECDSA', 'EdDSA']

        cleanup:
        rsa?.close()
    }

    def "a server that knows only '#setting' is reached"() {
        given:
        def server = RealSshd.start([setting])
        def session = open(Doors.to(server))

        expect:
        session.exec(Command.of('exit 7'), new Collected(), new Limits(soon(), Optional.empty())) == new Ending.Exited(7)

        cleanup:
        session?.close()
        server.close()

        where:
        setting << ['KexAlgorithms curve25519-sha256@libssh.org', 'KexAlgorithms ecdh-sha2-nistp256',
                    'KexAlgorithms diffie-hellman-group14-sha256', 'KexAlgorithms diffie-hellman-group16-sha512',
                    'Ciphers aes256-gcm@openssh.com', 'Ciphers aes256-ctr', 'Ciphers chacha20-poly1305@openssh.com']
    }

    def "the curves of the ninth and later connections are as right as those of the first"() {
        given:
        def transport = Doors.to(sshd)

        expect:
        (1..12).every {
            def session = open(transport)
            session.close()
            !session.open
        }
    }

    def "a host's certificate is checked before the policy sees it: #options"() {
        given:
        def authority = madeKey('ed25519')
        def key = madeKey('ed25519')
        assert (['ssh-keygen', '-q', '-s', "$authority", '-I', 'web1', '-h', *options, "${key}.pub"]*.toString()).execute().waitFor() == 0
        def server = RealSshd.start(["HostKey $key".toString(), "HostCertificate ${key}-cert.pub".toString()])
        def doors = new Doors(port: server.port, user: server.user, keys: [server.keyFile], known: ['ssh-ed25519-cert-v01@openssh.com'])
        def transport = new SshTransport(doors, doors, doors)

        when:
        def problem = ''
        try {
            open(transport).close()
        } catch (TransportException e) {
            problem = e.failure().problem()
            assert e.failure().phase() == Phase.HOSTKEY
            assert e.failure().kind() == Kind.UNTRUSTED
        }

        then:
        problem.contains(expected)
        doors.shown.size() == (expected.empty ? 1 : 0)

        cleanup:
        server?.close()

        where:
        options                                       || expected
        ['-n', '127.0.0.1']                           || ''
        ['-n', 'web2']                                || "host identity cannot be verified (its certificate: Hostname `127.0.0.1` doesn't match any of the principals: `web2`"
        ['-n', '127.0.0.1', '-V', '20200101:20200102'] || "host identity cannot be verified (its certificate: Certificate is valid before"
    }

    def "a refused host key stops the attempt with the policy's own words"() {
        when:
        open(Doors.to(port: sshd.port, user: sshd.user, keys: [sshd.keyFile], trusting: false))

        then:
        def e = thrown(TransportException)
        e.failure() == new Failure(Phase.HOSTKEY, Kind.HOSTKEY, 'the key changed', 'Do not connect')
        phases.last() == Phase.HOSTKEY
    }

    def "a refused login shows what was tried and what the host accepts"() {
        when:
        open(Doors.to(port: sshd.port, user: sshd.user, keys: [madeKey('ed25519')]))

        then:
        def e = thrown(TransportException)
        e.failure() == new Failure(Phase.AUTH, Kind.AUTH,
                "web1:$sshd.port: login as $sshd.user refused (tried publickey; server accepts publickey)",
                "Check the user and ~/.ssh/authorized_keys")
    }

    def "a login with too many keys is reported as such"() {
        given:
        def key = madeKey('ed25519')

        when:
        open(Doors.to(port: sshd.port, user: sshd.user, keys: [key] * 8))

        then:
        def e = thrown(TransportException)
        e.failure() == new Failure(Phase.AUTH, Kind.AUTH,
                "web1:$sshd.port: the server ended the login as $sshd.user after too many keys", 'Name the right key with -i')
    }

    def "a server without a common algorithm is reported with what it offers: '#setting'"() {
        given:
        def old = RealSshd.start([setting])

        when:
        open(Doors.to(old))

        then:
        def e = thrown(TransportException)
        e.failure() == new Failure(Phase.KEX, Kind.PROTOCOL,
                "web1:$old.port: no common $what; the server offers only $offered", 'Update its sshd, or allow a modern one there')

        cleanup:
        old.close()

        where:
        setting                                    || what           | offered
        'KexAlgorithms diffie-hellman-group1-sha1' || 'key exchange' | 'diffie-hellman-group1-sha1'
        'Ciphers aes128-cbc'                       || 'cipher'       | 'aes128-cbc'
    }

    def "a frozen server is given up in time: its kernel still takes the connection"() {
        given:
        def frozen = RealSshd.start()
        ['kill', '-STOP', "$frozen.pid"].execute().waitFor()

        when:
        open(Doors.to(frozen), ofMillis(500))

        then:
        def e = thrown(TransportException)
        e.failure() == new Failure(Phase.IDENT, Kind.TIMEOUT,
                "web1:$frozen.port: connected, but no SSH greeting within 500 ms",
                "Is $frozen.port sshd's port, and is the host overloaded?")

        cleanup:
        frozen.close()
    }

    def "32 hosts at once are all reached"() {
        given:
        def transport = Doors.to(sshd)
        def tasks = (1..32).collect { n ->
            new FutureTask<Ending>({
                def session = transport.open(Host.named("web$n"), soon(), { })
                try {
                    session.exec(Command.of("exit $n"), new Collected(), new Limits(soon(), Optional.empty()))
                } finally {
                    session.close()
                }
            })
        }

        when:
        tasks.each { Thread.startVirtualThread(it) }

        then:
        tasks*.get() == (1..32).collect { new Ending.Exited(it) }
    }

    private Session open(SshTransport transport, Duration time = Duration.ofSeconds(20)) {
        transport.open(host(), Deadline.in(time), { phases << it })
    }

    private static Host host() {
        Host.named('web1')
    }

    private static Deadline soon() {
        Deadline.in(Duration.ofSeconds(20))
    }

    private madeKey(String type) {
        def file = sshd.dir.resolve("made_${type}_${System.nanoTime()}")
        assert ['ssh-keygen', '-q', '-t', type, '-N', '', '-f', "$file"]*.toString().execute().waitFor() == 0
        file
    }
}
