package dev.shoal.testkit

import dev.shoal.transport.Ending
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import net.schmizz.sshj.common.SecurityUtils
import net.schmizz.sshj.connection.ConnectionException
import net.schmizz.sshj.transport.TransportException
import net.schmizz.sshj.userauth.UserAuthException
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

@Timeout(60)
class FaultServerSpec extends Specification {
    @TempDir
    Path parent

    @AutoCleanup
    Clients clients = new Clients()

    @AutoCleanup
    FaultServer server

    def setupSpec() {
        SecurityUtils.registerBouncyCastle = false
    }

    def "a silent server accepts and says nothing, until it is closed"() {
        given:
        server = FaultServer.start(new Fault.Silent(), parent)
        def socket = dial()

        expect:
        socket.inputStream.available() == 0

        when:
        server.close()

        then:
        isClosed(socket)
    }

    def "a stalled server says who it is and no more"() {
        given:
        server = FaultServer.start(new Fault.Stalled(), parent)
        def socket = dial()
        def reader = new BufferedReader(new InputStreamReader(socket.inputStream))

        expect:
        reader.readLine() == 'SSH-2.0-stalled'
        !reader.ready()
    }

    def "garbage is the same each time, and is followed by the end"() {
        given:
        server = FaultServer.start(new Fault.Garbage(1000), parent)

        expect:
        bytes().length == 1000
        bytes() == bytes()
    }

    def "a server that hangs up sends nothing"() {
        given:
        server = FaultServer.start(new Fault.HangsUp(), parent)

        expect:
        bytes().length == 0
    }

    def "a server that refuses logins lets not even its own key in"() {
        given:
        server = FaultServer.start(new Fault.RefusesLogin(), parent)

        when:
        client()

        then:
        thrown(UserAuthException)
    }

    def "a slow login waits, and not for ever: closing the server ends it"() {
        given:
        server = FaultServer.start(new Fault.SlowLogin(Duration.ofMillis(300)), parent)
        def before = System.nanoTime()

        when:
        client()

        then:
        System.nanoTime() - before >= 300_000_000
    }

    def "a server that refuses #what takes the login all the same"() {
        given:
        server = FaultServer.start(fault, parent)
        def client = client()

        when:
        clients.run(client, 'uptime', new byte[0])

        then:
        thrown(ConnectionException)

        where:
        what       | fault
        'channels' | new Fault.RefusesChannels()
        'commands' | new Fault.RefusesCommands()
    }

    def "output that is cut comes through to the cut, and then the connection is gone"() {
        given:
        server = FaultServer.start(new Fault.CutsOutput('half a li'), parent)
        def command = client().startSession().exec('cat file')
        def seen = new ByteArrayOutputStream()

        when:
        command.inputStream.transferTo(seen)

        then:
        thrown(TransportException)
        seen.toString() == 'half a li'
        server.commands() == ['cat file']
    }

    def "a command can end without saying how"() {
        given:
        server = FaultServer.start(new Fault.NoExitStatus('done?'), parent)

        expect:
        clients.run(client(), 'x', new byte[0]) == [out: 'done?', err: '', status: null, signal: null]
    }

    def "an endless command says its piece and goes on when the client asks nothing more of it"() {
        given:
        server = FaultServer.start(new Fault.NeverEnds('wait'), parent)
        def command = client().startSession().exec('tail -f log')

        expect:
        (1..4).collect { command.inputStream.read() as char }.join() == 'wait'
        command.exitStatus == null
        command.isOpen()
    }

    def "a flood has exactly as many bytes as asked for, and a client that does not read holds it back"() {
        given:
        server = FaultServer.start(new Fault.Floods(3_000_001), parent)
        def command = client().startSession().exec('flood')

        when:
        def before = command.exitStatus
        def bytes = command.inputStream.readAllBytes()
        command.join()

        then:
        before == null
        bytes.length == 3_000_001
        Arrays.equals(bytes, ('x' * 3_000_001).bytes)
        command.exitStatus == 0
    }

    def "a server can answer anything"() {
        given:
        server = FaultServer.start(new Fault.Answers('out', 'err', ending), parent)

        expect:
        clients.run(client(), 'x', new byte[0]) == [out: 'out', err: 'err', status: status, signal: signal]

        where:
        ending                        || status | signal
        new Ending.Exited(255)        || 255    | null
        new Ending.Signalled('SEGV')  || null   | 'SEGV'
    }

    def "closing removes the files"() {
        given:
        server = FaultServer.start(new Fault.Silent(), parent)

        expect:
        Files.exists(server.userKey())

        when:
        server.close()

        then:
        !Files.exists(server.userKey().parent)
    }

    private Socket dial() {
        new Socket('127.0.0.1', server.port()).tap { soTimeout = 20_000 }
    }

    private client() {
        clients.connect(server.knownHosts(), server.port(), server.userKey())
    }

    private byte[] bytes() {
        dial().withCloseable { it.inputStream.readAllBytes() }
    }

    /** The system resets a connection that the server has not yet taken from its queue. */
    private static boolean isClosed(Socket socket) {
        try {
            socket.inputStream.read() == -1
        } catch (SocketException reset) {
            reset.message == 'Connection reset'
        }
    }
}
