package dev.shoal.ssh

import dev.shoal.inventory.Host
import dev.shoal.ssh.reach.Asker
import dev.shoal.ssh.reach.DestinationRulesSpec
import dev.shoal.transport.Deadline
import dev.shoal.transport.Failure
import dev.shoal.transport.Failure.Kind
import dev.shoal.transport.Phase
import dev.shoal.transport.TransportException
import java.nio.file.Path
import java.time.Duration
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.CountDownLatch
import java.util.concurrent.ExecutionException
import java.util.concurrent.FutureTask
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.Timeout

import static java.time.Duration.ofMillis

/** What is at the other end of the line when it is no healthy sshd. */
@Timeout(20)
class BadServersSpec extends Specification {
    static final String IDENT = 'SSH-2.0-OpenSSH_9.9\r\n'
    @AutoCleanup ServerSocket listener = new ServerSocket(0, 50, InetAddress.getByName('127.0.0.1'))
    @AutoCleanup('shutdownNow') def threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()
    def phases = new CopyOnWriteArrayList<Phase>()
    def over = new CountDownLatch(1)

    def cleanup() {
        over.countDown()
    }

    def "a server that #does is known for it #when"() {
        given: 'a limit that this test does not outlast, where the limit plays no part'
        serve(says, ends)

        when:
        open(when == 'at once' ? Duration.ofMinutes(10) : ofMillis(500))

        then:
        def e = thrown(TransportException)
        e.failure() == new Failure(phase, kind, "web1:$listener.localPort: $fact", remedy.replace('PORT', "$listener.localPort"))
        phases.last() == phase

        where:
        does                            | when           | says                      | ends  || phase       | kind          | fact                                                          | remedy
        'says nothing'                  | 'at the limit' | ''                        | false || Phase.IDENT | Kind.TIMEOUT  | 'connected, but no SSH greeting within 500 ms'                | "Is PORT sshd's port, and is the host overloaded?"
        'hangs up at once'              | 'at the limit' | ''                        | true  || Phase.IDENT | Kind.LOST     | 'connection closed before the SSH greeting'                | 'Does it limit who may connect (MaxStartups, hosts.deny)?'
        'hangs up in its greeting'      | 'at the limit' | 'SSH-2.0-Op'              | true  || Phase.IDENT | Kind.LOST     | 'connection closed before the SSH greeting'                | 'Does it limit who may connect (MaxStartups, hosts.deny)?'
        'is a web server'               | 'at once'      | 'HTTP/1.1 400 Bad\r\n'    | true  || Phase.IDENT | Kind.PROTOCOL | 'not an SSH server; it sent: HTTP/1.1 400 Bad'            | "Is PORT sshd's port?"
        'is a mail server'              | 'at the limit' | '220 mail ESMTP\r\n'      | false || Phase.IDENT | Kind.PROTOCOL | 'not an SSH server; it sent: 220 mail ESMTP'              | "Is PORT sshd's port?"
        'is full'                       | 'at the limit' | 'Exceeded MaxStartups\r\n' | true || Phase.IDENT | Kind.LOST     | 'the server accepts no more connections now (Exceeded MaxStartups)'     | 'Use a smaller --fanout, or raise MaxStartups in its sshd_config'
        'tries to write on the screen'  | 'at once'      | '\u001b[2J\u0007hi\r\n'   | true  || Phase.IDENT | Kind.PROTOCOL | 'not an SSH server; it sent: ?[2J?hi'                     | "Is PORT sshd's port?"
        'never ends its greeting'       | 'at once'      | 'x' * 9000                | false || Phase.IDENT | Kind.PROTOCOL | "not an SSH server; it sent: ${'x' * 80}..."              | "Is PORT sshd's port?"
        'speaks SSH 1'                  | 'at once'      | 'SSH-1.5-Cisco\r\n'       | false || Phase.IDENT | Kind.PROTOCOL | 'the server speaks only SSH 1'                                        | 'SSH 1 is unsafe; update its sshd'
        'goes silent after its ident'   | 'at the limit' | IDENT                     | false || Phase.KEX   | Kind.TIMEOUT  | 'the key exchange took longer than 500 ms'                    | 'Is the host overloaded?'
        'hangs up after its ident'      | 'at once'      | IDENT                     | true  || Phase.KEX   | Kind.LOST     | 'the connection was lost during the key exchange'             | "See the log of its sshd"
        'sends rubbish after its ident' | 'at once'      | IDENT + 'rubbish ' * 4    | false || Phase.KEX   | Kind.PROTOCOL | 'SSH protocol error (invalid packet length: 1920295522)' | 'Does something on the way change the data?'
    }

    def "a server that sends its greeting byte by byte, for ever, is given up in time"() {
        given:
        threads.submit {
            def socket = listener.accept()
            while (!over.await(50, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                socket.outputStream.write(0x53)
            }
        }

        when:
        open(ofMillis(500))

        then:
        def e = thrown(TransportException)
        e.failure().phase() == Phase.IDENT
        e.failure().kind() == Kind.TIMEOUT || e.failure().kind() == Kind.PROTOCOL
    }

    def "a port without a listener refuses"() {
        given:
        listener.close()

        when:
        open(Duration.ofSeconds(10))

        then:
        def e = thrown(TransportException)
        e.failure() == new Failure(Phase.CONNECT, Kind.REFUSED, "web1:$listener.localPort: connection refused",
                "Is sshd running there, and is $listener.localPort its port?")
        phases == [Phase.RESOLVE, Phase.CONNECT]
    }

    def "a name without an address"() {
        when:
        Doors.to(port: 22, address: 'no-such-host.invalid').open(Host.named('web1'), Deadline.in(Duration.ofSeconds(15)), { })

        then:
        def e = thrown(TransportException)
        e.failure() == new Failure(Phase.RESOLVE, Kind.RESOLVE, 'web1:22: cannot resolve no-such-host.invalid',
                'Check the spelling, and `getent hosts no-such-host.invalid`')
    }

    def "a kernel that answers no connection is a time-out"() {
        given: 'a queue of connections that is full'
        def full = new ServerSocket(0, 1, InetAddress.getByName('127.0.0.1'))
        def queued = (1..8).collect {
            def socket = new Socket()
            threads.submit { socket.connect(full.localSocketAddress, 5000) }
            socket
        }

        when:
        Doors.to(port: full.localPort).open(Host.named('web1'), Deadline.in(ofMillis(500)), { phases << it })

        then:
        def e = thrown(TransportException)
        e.failure().kind() == Kind.TIMEOUT
        e.failure().phase() in [Phase.CONNECT, Phase.IDENT]

        cleanup:
        queued*.close()
        full.close()
    }

    def "an interrupt ends the attempt at once, on a virtual and on a platform thread"() {
        given:
        serve(says, false)
        def task = new FutureTask<>({ open(Duration.ofMinutes(10)) })
        def thread = (virtual ? Thread.ofVirtual() : Thread.ofPlatform()).start(task)
        while (!phases.contains(phase)) {
            Thread.onSpinWait()
        }

        when:
        thread.interrupt()
        task.get()

        then:
        def e = thrown(ExecutionException)
        e.cause instanceof InterruptedException

        where:
        says  | phase       | virtual
        ''    | Phase.IDENT | true
        ''    | Phase.IDENT | false
        IDENT | Phase.KEX   | true
        IDENT | Phase.KEX   | false
    }

    def "nothing is left open of an attempt that was given up"() {
        given:
        def hungUp = new FutureTask<Integer>({ listener.accept().inputStream.readAllBytes().length })
        threads.submit(hungUp)

        when:
        open(ofMillis(300))

        then:
        thrown(TransportException)
        hungUp.get() > 0
    }

    def "a host with variable #key is refused by its name"() {
        when:
        new SshTransport(DestinationRulesSpec.options(Path.of('/nowhere')), Asker.NOBODY, {})
                .open(new Host('web3', 'web3', OptionalInt.empty(), Optional.empty(), [(key): value]), Deadline.in(Duration.ofSeconds(9)), { })

        then:
        def e = thrown(TransportException)
        e.failure() == new Failure(Phase.RESOLVE, Kind.PROXY, "web3: the inventory sets $key: $value; $word are not in this version", '')

        where:
        key             | value      || word
        'jump'          | 'bastion1' || 'jump hosts'
        'proxy-command' | 'nc %h'    || 'proxies'
    }

    private void serve(String says, boolean ends) {
        threads.submit {
            def socket = listener.accept()
            socket.outputStream.write(says.getBytes('ISO-8859-1'))
            if (ends) {
                socket.shutdownOutput()
            }
            over.await()
            socket.close()
        }
    }

    private open(Duration time) {
        Doors.to(port: listener.localPort).open(Host.named('web1'), Deadline.in(time), { phases << it })
    }
}
