package dev.shoal.ssh

import dev.shoal.ssh.ConnectAttempt.RetryPolicy
import dev.shoal.inventory.Host
import dev.shoal.testing.RealSshd
import dev.shoal.transport.Deadline
import dev.shoal.transport.Failure
import dev.shoal.transport.Failure.Kind
import dev.shoal.transport.Phase
import dev.shoal.transport.TransportException
import java.time.Duration
import java.util.concurrent.CopyOnWriteArrayList
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.Timeout

/** What was refused before anything was sent is tried again. */
@Timeout(30)
class RetryPolicySpec extends Specification {
    @AutoCleanup ServerSocket listener = new ServerSocket(0, 50, InetAddress.getByName('127.0.0.1'))
    def phases = new CopyOnWriteArrayList<Phase>()

    @Requires(value = { RealSshd.installed }, reason = RealSshd.REASON)
    def "a server that has just too many clients is tried again until there is room"() {
        given: 'two clients that do not log in, where no more than two are let in'
        def sshd = RealSshd.start(['MaxStartups 2:100:2'])
        def others = (1..2).collect {
            def other = new Socket('127.0.0.1', sshd.port)
            other.inputStream.read()
            other
        }

        when: 'they leave when we dial for the second time'
        def session = Doors.to(sshd).open(Host.named('web1'), soon(), {
            phases << it
            if (phases.count(Phase.CONNECT) == 2) {
                others*.close()
            }
        })

        then:
        session.open

        cleanup:
        session?.close()
        sshd?.close()
    }

    def "a connection that is #ended at accept is tried again"() {
        given: 'a server that does so twice, and then is an old one'
        Thread.startVirtualThread {
            2.times {
                def socket = listener.accept()
                socket.setSoLinger(linger, 0)
                socket.close()
            }
            listener.accept().outputStream.write('SSH-1.5-Cisco\r\n'.bytes)
        }

        when:
        open(soon())

        then:
        def e = thrown(TransportException)
        e.failure().problem() == "web1:$listener.localPort: the server speaks only SSH 1"

        where:
        ended    | linger
        'reset'  | true
        'closed' | false
    }

    def "a host that refuses until the limit is reported by what it did, not by the limit"() {
        given:
        def hangUp = Thread.startVirtualThread {
            while (!Thread.interrupted()) {
                try {
                    listener.accept().close()
                } catch (SocketException ignored) {
                    return // interrupted
                }
            }
        }

        when:
        open(Deadline.in(Duration.ofMillis(400)))

        then:
        def e = thrown(TransportException)
        e.failure() == new Failure(Phase.IDENT, Kind.LOST, "web1:$listener.localPort: connection closed before the SSH greeting",
                'Does it limit who may connect (MaxStartups, hosts.deny)?')
        phases.count(Phase.CONNECT) > 1

        cleanup:
        hangUp.interrupt()
        hangUp.join()
    }

    def "after #tries tries a host with #kind in phase #phase is #word"() {
        expect:
        RetryPolicy.isWorthwhile(new Failure(phase, kind, 'web1: …', ''), tries) == (word == 'dialled again')

        where:
        phase         | kind          | tries || word
        Phase.CONNECT | Kind.REFUSED  | 3     || 'dialled again'
        Phase.CONNECT | Kind.REFUSED  | 4     || 'given up'
        Phase.CONNECT | Kind.LOST     | 40    || 'dialled again'
        Phase.CONNECT | Kind.TIMEOUT  | 40    || 'dialled again'
        Phase.CONNECT | Kind.ROUTE    | 1     || 'given up'
        Phase.IDENT   | Kind.LOST     | 40    || 'dialled again'
        Phase.IDENT   | Kind.PROTOCOL | 1     || 'given up'
        Phase.KEX     | Kind.LOST     | 1     || 'given up'
        Phase.AUTH    | Kind.LOST     | 1     || 'given up'
        Phase.AUTH    | Kind.AUTH     | 1     || 'given up'
    }

    private open(Deadline deadline) {
        Doors.to(port: listener.localPort).open(Host.named('web1'), deadline, { phases << it })
    }

    private static Deadline soon() {
        Deadline.in(Duration.ofSeconds(15))
    }
}
