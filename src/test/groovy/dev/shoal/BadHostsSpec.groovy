package dev.shoal

import dev.shoal.testkit.Fault
import dev.shoal.testkit.FaultServer
import dev.shoal.transport.Ending
import groovy.json.JsonSlurper
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicInteger
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** One host among good ones is bad in some way: what the operator reads, and that nobody else is affected. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class BadHostsSpec extends Specification {
    @TempDir
    Path home

    @AutoCleanup
    FaultServer good

    @AutoCleanup
    FaultServer bad

    Operator operator

    def setup() {
        operator = new Operator(home)
        Files.createDirectories(home.resolve('servers'))
        good = FaultServer.start(new Fault.Floods(3), home.resolve('servers'))
    }

    def "a server that #does is '#ledger', and the others answer"() {
        given:
        badIs(fault)

        when:
        def told = run()

        then:
        told.out.contains('ok[1-4] (4)\n---------------\nxxx\n')
        remarks(told) == said.replace('USER', System.getProperty('user.name'))
        ledger(told) == "4 ok, $ledger: bad   5 hosts, T"
        told.status == status

        where:
        does | fault || ledger | status | said
        'says nothing' | new Fault.Silent() || '1 timed out (ident)' | 3 | "bad:PORT: connected, but no SSH greeting within 3 s. Is PORT sshd's port, and is the host overloaded?"
        'stalls after its name' | new Fault.Stalled() || '1 timed out (kex)' | 3 | "bad:PORT: the key exchange took longer than 3 s. Is the host overloaded?"
        'hangs up' | new Fault.HangsUp() || '1 unreachable (lost)' | 3 | "bad:PORT: connection closed before the SSH greeting. Does it limit who may connect (MaxStartups, hosts.deny)?"
        'lets nobody in' | new Fault.RefusesLogin() || '1 auth' | 3 | "bad:PORT: login as USER refused (tried publickey; server accepts keyboard-interactive, publickey). Check the user and ~/.ssh/authorized_keys"
        'opens no channel' | new Fault.RefusesChannels() || '1 failed (protocol)' | 1 | "bad:PORT: the server refused a channel (Unsupported channel type: session). Does its sshd_config limit MaxSessions?"
        'runs no command' | new Fault.RefusesCommands() || '1 failed (protocol)' | 1 | "bad:PORT: the server refused to run a command. Is the account limited to file transfer?"
        'dies during the command' | new Fault.CutsOutput('half') || '1 unknown (may have run)' | 3 | "bad:PORT: the connection was lost while the command ran. The command may still be running there"
        'forgets the exit status' | new Fault.NoExitStatus('half') || '1 unknown (may have run)' | 3 | "bad:PORT: channel closed without an exit status. The command may still be running there"
        'never ends' | new Fault.NeverEnds('half') || '1 timed out (run, may still run)' | 3 | "bad:PORT: timed out after 3 s; the command may still be running there"
    }

    def "a server that is not an SSH server is reported with what it sent, in harmless characters"() {
        given:
        badIs(new Fault.Garbage(100_000))

        when:
        def told = run()

        then:
        remarks(told) ==~ /bad:PORT: not an SSH server; it sent: [ -~]{1,90}\.\.\.\. Is PORT sshd's port\?/
        ledger(told) == '4 ok, 1 failed (protocol): bad   5 hosts, T'
        told.status == 1
    }

    def "what came before the command was cut off is shown under the outcome, and is in the JSON"() {
        given:
        badIs(new Fault.NeverEnds('half\n'))

        when:
        def text = run()
        def json = new JsonSlurper().parseText(run('-o', 'json').out)

        then:
        text.out.endsWith('---------------\nbad (1) timed out (run, may still run)\n---------------\nhalf\n')
        with(json.results.find { it.host == 'bad' }) {
            outcome == 'timeout'
            phase == 'run'
            exit == null
            out == 'half\n'
            mayStillRun
        }
    }

    def "of a flood fleet.keep-mib are kept and the rest is counted, and it is marked"() {
        given:
        badIs(new Fault.Floods(100L << 20))

        when:
        def json = new JsonSlurper().parseText(operator.types(['--set', 'fleet.keep-mib=16', '-w', 'bad', '-o', 'json', 'exec', 'true']).out)

        then:
        with(json.results[0]) {
            outcome == 'ok'
            truncated
            outBytes == 100 << 20
            out.length() == 16 << 20
        }
    }

    def "a signal is an outcome of its own"() {
        given:
        badIs(new Fault.Answers('', '', new Ending.Signalled('SEGV')))

        expect:
        ledger(run()) == '4 ok, 1 signal SEGV: bad   5 hosts, T'
    }

    def "an exit status beyond those of Unix is shown unchanged"() {
        given:
        badIs(new Fault.Answers('', '', new Ending.Exited(256)))

        expect:
        ledger(run()) == '4 ok, 1 exit 256: bad   5 hosts, T'
    }

    def "a host that the first of two plugins did not reach is not dialled by the second, and both tell why"() {
        given: 'a server that counts who comes'
        def listener = new ServerSocket(0, 50, InetAddress.getByName('127.0.0.1'))
        def dialled = new AtomicInteger()
        def server = Thread.startVirtualThread {
            while (!Thread.interrupted()) {
                try (def socket = listener.accept()) {
                    dialled.incrementAndGet()
                    socket.outputStream.write('SSH-1.5-Cisco\r\n'.bytes)
                } catch (SocketException ignored) {
                    return // interrupted
                }
            }
        }
        operator.inventory("hosts:\n  bad: {address: 127.0.0.1, port: $listener.localPort}\n")

        when:
        def told = operator.types(['-a', '-t', '5s', '-i', good.userKey().toString(), 'collect', 'os', 'disk'])

        then:
        dialled.get() == 1
        told.notes.readLines().findAll { it.startsWith('bad:') } ==
                ["bad:$listener.localPort: the server speaks only SSH 1. SSH 1 is unsafe; update its sshd"] * 2
        told.status == 1

        cleanup:
        server.interrupt()
        server.join()
        listener.close()
    }

    def "a port without a listener and an unknown name are unreachable, each with its reason"() {
        given:
        bad = FaultServer.start(new Fault.Silent(), home.resolve('servers'))
        def closed = bad.port()
        bad.close()
        operator.inventory("""\
            hosts:
              ok1: {address: 127.0.0.1, port: ${good.port()}}
              bad: {address: 127.0.0.1, port: $closed}
            """.stripIndent())

        when:
        def told = operator.types(['-w', 'bad,ok1,nosuch.invalid', '-t', '5s', '-i', good.userKey().toString(), 'exec', 'true'])

        then:
        told.notes == """\
            not in the inventory: nosuch.invalid
            bad:$closed: connection refused. Is sshd running there, and is $closed its port?
            nosuch.invalid:22: cannot resolve nosuch.invalid. Check the spelling, and `getent hosts nosuch.invalid`
            1 ok, 1 unreachable (refused): bad, 1 unreachable (resolve): nosuch.invalid   3 hosts, T
            """.stripIndent()
        told.status == 3
    }

    private void badIs(Fault fault) {
        bad = FaultServer.start(fault, home.resolve('servers'))
        def hosts = (1..4).collect { "  ok$it: {address: 127.0.0.1, port: ${good.port()}, key: ${good.userKey()}}\n" }.join('')
        operator.inventory("hosts:\n$hosts  bad: {address: 127.0.0.1, port: ${bad.port()}, key: ${bad.userKey()}}\n")
    }

    private Operator.Told run(String... more) {
        operator.types(['-a', '-t', '3s', '-u', '3s', *more, 'exec', 'true'])
    }

    private static String ledger(Operator.Told told) {
        told.notes.readLines().last()
    }

    private String remarks(Operator.Told told) {
        told.notes.readLines().init().join('\n').replace("${bad.port()}", 'PORT')
    }
}
