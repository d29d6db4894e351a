package dev.shoal.ssh.login

import dev.shoal.ssh.SshTransport
import dev.shoal.ssh.key.BouncyCastle
import dev.shoal.ssh.reach.Asker
import dev.shoal.ssh.reach.SshOptions
import dev.shoal.transport.SetupException
import static dev.shoal.ssh.login.CredentialsSpec.credentials
import static dev.shoal.ssh.Tools.destination

import dev.shoal.inventory.Host
import dev.shoal.text.Secret
import dev.shoal.transport.Deadline
import dev.shoal.transport.TransportException
import java.nio.file.Path
import java.time.Duration
import java.util.concurrent.CopyOnWriteArrayList
import net.schmizz.sshj.DefaultConfig
import net.schmizz.sshj.SSHClient
import net.schmizz.sshj.transport.verification.PromiscuousVerifier
import net.schmizz.sshj.userauth.UserAuthException
import org.apache.sshd.server.SshServer
import org.apache.sshd.server.auth.keyboard.InteractiveChallenge
import org.apache.sshd.server.auth.keyboard.KeyboardInteractiveAuthenticator
import org.apache.sshd.server.auth.keyboard.UserAuthKeyboardInteractiveFactory
import org.apache.sshd.server.auth.password.PasswordAuthenticator
import org.apache.sshd.server.auth.password.PasswordChangeRequiredException
import org.apache.sshd.server.auth.password.UserAuthPasswordFactory
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider
import org.apache.sshd.server.session.ServerSession
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

@Timeout(60)
class PasswordsSpec extends Specification {
    @TempDir Path dir
    SshServer server
    List<String> seen = new CopyOnWriteArrayList<>()

    def setup() {
        server = SshServer.setUpDefaultServer()
        server.host = '127.0.0.1'
        server.keyPairProvider = new SimpleGeneratorHostKeyProvider(dir.resolve('host'))
    }

    def cleanup() {
        server.stop(true)
    }

    String login(Credentials credentials) {
        server.start()
        BouncyCastle.keepBack()
        new SSHClient(new DefaultConfig()).withCloseable { client ->
            client.addHostKeyVerifier(new PromiscuousVerifier())
            client.timeout = 10_000
            client.connect('127.0.0.1', server.port)
            try {
                client.auth('ops', credentials.methods(destination(address: '127.0.0.1', port: server.port)))
                return 'in'
            } catch (UserAuthException e) {
                return e.message
            }
        }
    }

    /** As a run does it: prepares, opens a session to the server under each of the names, and gives what became of them. */
    List<String> run(SshTransport transport, String... names) {
        server.start()
        transport.prepare([])
        names.collect { name ->
            try {
                transport.open(Host.named(name), Deadline.in(Duration.ofSeconds(20)), {}).close()
                'in'
            } catch (TransportException e) {
                e.failure().message().replace("$server.port", 'PORT')
            }
        }
    }

    SshTransport transport(Map how) {
        def nothing = SshOptions.Layer.SILENT
        def options = new SshOptions(new SshOptions.Layer(Optional.of('ops'), OptionalInt.of(server.port), [], Optional.empty()), nothing, Optional.empty(),
                SshOptions.HostKeyMode.OFF, Optional.empty(), Optional.ofNullable(how.password).map { Secret.of(it) }, how.asks ?: false,
                Optional.empty(), dir, 'ops')
        new SshTransport(options, how.asker ?: Asker.NOBODY, {})
    }

    /** Takes passwords by both ways, and says by which one it got them. */
    void takeBoth(String right = 'open sesame') {
        prompt(['Password: ': false])
        server.userAuthFactories = [new UserAuthPasswordFactory(), new UserAuthKeyboardInteractiveFactory()]
        server.passwordAuthenticator = { user, password, session -> seen << 'password ' + password; password == right } as PasswordAuthenticator
    }

    def "a wrong password is sent once to a host that takes it by two ways, and not again in the next line"() {
        given:
        takeBoth()
        server.start()
        def transport = transport(password: 'wrong')

        expect:
        run(transport, '127.0.0.1') == ['127.0.0.1:PORT: login as ops refused (tried password; server accepts password, keyboard-interactive). ' +
                'Check the user and ~/.ssh/authorized_keys']
        run(transport, '127.0.0.1') == ['127.0.0.1:PORT: the password of ops was refused before and is not sent again, because the account ' +
                'could be locked. Start shoal again to give another one']
        seen == ['password wrong']
    }

    def "a host that takes the password by prompts alone gets it by prompts"() {
        given:
        prompt(['Password: ': false])
        server.start()

        expect:
        run(transport(password: 'open sesame'), '127.0.0.1') == ['in']
        seen == ['open sesame']
    }

    def "an answer that was wrong is not kept: the next line asks again; one that was right is"() {
        given:
        takeBoth()
        server.start()
        def answers = ['wrong', 'open sesame', 'never asked for']
        def transport = transport(asks: true, asker: { Optional.of(Secret.of(answers.removeFirst())) } as Asker)

        expect:
        run(transport, '127.0.0.1')*.contains('login as ops refused') == [true]
        run(transport, '127.0.0.1') == ['in']
        run(transport, '127.0.0.1') == ['in']
        seen == ['password wrong', 'password open sesame', 'password open sesame']
        answers == ['never asked for']
    }

    def "who stops the question has not answered it, and is asked again in the next line"() {
        given:
        def questions = 0
        def transport = transport(asks: true, asker: { questions++; throw new InterruptedException() } as Asker)

        when:
        transport.prepare([])

        then:
        thrown(InterruptedException)

        when:
        transport.prepare([])

        then:
        thrown(InterruptedException)
        questions == 2
    }

    /** Asks by prompts, each with or without echo, and lets in who answers the first with the password. */
    void prompt(Map<String, Boolean> prompts) {
        server.userAuthFactories = [new UserAuthKeyboardInteractiveFactory()]
        server.keyboardInteractiveAuthenticator = new KeyboardInteractiveAuthenticator() {
            InteractiveChallenge generateChallenge(ServerSession session, String user, String language, String methods) {
                new InteractiveChallenge().tap { challenge -> prompts.each { text, echo -> challenge.addPrompt(text, echo) } }
            }

            boolean authenticate(ServerSession session, String user, List<String> answers) {
                seen.addAll(answers)
                answers.first() == 'open sesame'
            }
        }
    }

    def "a password lets in where the host takes passwords, and a wrong one is sent once"() {
        given:
        server.userAuthFactories = [new UserAuthPasswordFactory()]
        server.passwordAuthenticator = { user, password, session -> seen << password; password == 'open sesame' } as PasswordAuthenticator

        expect:
        login(credentials(password: 'open sesame')) == 'in'
        seen == ['open sesame']

        when:
        seen.clear()

        then:
        login(credentials(password: 'wrong')) == 'Exhausted available authentication methods'
        seen == ['wrong']
    }

    def "a password lets in where the host asks for it by a prompt without echo"() {
        given:
        prompt(['Password: ': false])

        expect:
        login(credentials(password: 'open sesame')) == 'in'
        seen == ['open sesame']
    }

    def "a prompt with echo, and a second one without, never see the password"() {
        given:
        prompt(['Your name: ': true, 'Password: ': false, 'Code: ': false])

        expect:
        login(credentials(password: 'open sesame')) == 'Exhausted available authentication methods'
        seen == ['', 'open sesame', '']
    }

    def "a host that wants the password changed is a refusal, not a hang"() {
        given:
        server.userAuthFactories = [new UserAuthPasswordFactory()]
        server.passwordAuthenticator = { user, password, session ->
            throw new PasswordChangeRequiredException('expired', 'New password: ', 'en')
        } as PasswordAuthenticator

        expect:
        login(credentials(password: 'open sesame')) == 'Exhausted available authentication methods'
    }

    def "the password is asked for once for all hosts, and only if that was wanted"() {
        given:
        def questions = []
        def asker = { questions << it; Optional.of(Secret.of('open sesame')) } as Asker
        def asking = credentials(asker: asker, askPassword: true)

        when:
        credentials(asker: asker, password: 'given').prepare([], [])
        asking.prepare([], [])
        (1..3).each { asking.methods(destination()) }

        then:
        questions == ['Password for all hosts:']
    }

    def "without an answer to the question for a password nothing runs"() {
        when:
        credentials(askPassword: true).prepare([], [])

        then:
        def e = thrown(SetupException)
        e.message == 'no password was given; set SHOAL_PASSWORD, name its file with --password-file, or run it on a terminal'
    }

    def "no secret shows in what the methods say of themselves"() {
        expect:
        credentials(password: 'open sesame').methods(destination())*.toString().every { !it.contains('sesame') }
    }
}
