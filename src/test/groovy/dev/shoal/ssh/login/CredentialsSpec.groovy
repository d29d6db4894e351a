package dev.shoal.ssh.login

import dev.shoal.ssh.Agent
import dev.shoal.ssh.LogLines
import dev.shoal.ssh.LoginServer
import dev.shoal.ssh.Tools
import dev.shoal.ssh.reach.Asker
import dev.shoal.ssh.reach.Destination
import dev.shoal.transport.SetupException
import static dev.shoal.ssh.Tools.keygen
import static dev.shoal.ssh.Tools.run

import dev.shoal.text.Secret
import dev.shoal.testing.RealSshd
import dev.shoal.transport.TransportException
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import java.util.concurrent.atomic.AtomicInteger
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

@Requires(value = { RealSshd.installed && Tools.areInstalled() }, reason = RealSshd.REASON)
@Timeout(120)
class CredentialsSpec extends Specification {
    @Shared @TempDir Path shared
    @Shared @AutoCleanup LoginServer server
    @TempDir Path dir

    def setupSpec() {
        server = new LoginServer("TrustedUserCAKeys ${keygen(shared.resolve('ca'))}.pub")
    }

    static UserCredentials credentials(Map how = [:]) {
        def asker = how.asker ?: Asker.NOBODY
        new UserCredentials(
                new KeyRing(Optional.ofNullable(how.passphrase).map { Secret.of(it) }, asker, how.warn ?: {}),
                Optional.ofNullable(how.agent).map { new SshAgent(it.socket) },
                new Passwords(Optional.ofNullable(how.password).map { Secret.of(it) }, how.askPassword ?: false, asker))
    }

    Destination named(Path... keys) {
        server.destination(identities: keys.toList(), explicit: true)
    }

    def "a #bits #type key in the #format format, pass phrase '#passphrase', lets in"() {
        given:
        def key = keygen(dir.resolve('key'), type, passphrase, ['-b', bits] + (format == 'OpenSSH' ? [] : ['-m', format]))
        server.authorize(key)

        expect:
        server.login(credentials(passphrase: passphrase), named(key)) == 'in'

        where:
        type      | bits | format    | passphrase
        'ed25519' | 256  | 'OpenSSH' | ''
        'ed25519' | 256  | 'OpenSSH' | 'pass phrase'
        'rsa'     | 3072 | 'OpenSSH' | ''
        'rsa'     | 2048 | 'OpenSSH' | 'pass phrase'
        'rsa'     | 2048 | 'PEM'     | ''
        'rsa'     | 2048 | 'PEM'     | 'pass phrase'
        'rsa'     | 2048 | 'PKCS8'   | ''
        'rsa'     | 2048 | 'PKCS8'   | 'pass phrase'
        'ecdsa'   | 256  | 'OpenSSH' | ''
        'ecdsa'   | 384  | 'OpenSSH' | 'pass phrase'
        'ecdsa'   | 521  | 'OpenSSH' | ''
        'ecdsa'   | 256  | 'PEM'     | ''
        'ecdsa'   | 521  | 'PEM'     | 'pass phrase'
        'ecdsa'   | 384  | 'PKCS8'   | ''
        'ecdsa'   | 256  | 'PKCS8'   | 'pass phrase'
    }

    def "a certificate beside a #type key lets in where the key itself is not known"() {
        given:
        def key = keygen(dir.resolve('key'), type)
        run('ssh-keygen', '-q', '-s', shared.resolve('ca'), '-I', 'spec', '-n', server.user, "${key}.pub")
        server.authorize()

        expect:
        server.login(credentials(), named(key)) == 'in'

        where:
        type << ['ed25519', 'rsa', 'ecdsa']
    }

    def "the agent's #type key lets in"() {
        given:
        def key = keygen(dir.resolve('key'), type)
        def agent = new Agent(dir.resolve('agent'))
        agent.add(key)
        server.authorize(key)

        expect:
        server.login(credentials(agent: agent), server.destination()) == 'in'

        cleanup:
        agent?.close()

        where:
        type << ['ed25519', 'rsa', 'ecdsa']
    }

    def "a key that is named by #what is taken from the agent, without a question"() {
        given:
        def key = keygen(dir.resolve('key'), 'ed25519', passphrase)
        def agent = new Agent(dir.resolve('agent'))
        def open = dir.resolve('open')
        Files.copy(key, open)
        run('ssh-keygen', '-q', '-p', '-P', passphrase, '-N', '', '-f', open)
        agent.add(open)
        server.authorize(key)
        def asker = { throw new IllegalStateException(it) } as Asker

        expect:
        server.login(credentials(agent: agent, asker: asker), named(dir.resolve(name))) == 'in'

        cleanup:
        agent?.close()

        where:
        what                     | passphrase    | name
        'its encrypted file'     | 'pass phrase' | 'key'
        'its public half alone'  | ''            | 'key.pub'
    }

    def "a named key gets in although the agent holds twenty others that the server would not wait for"() {
        given:
        def key = keygen(dir.resolve('key'))
        def agent = new Agent(dir.resolve('agent'))
        agent.add(*(1..20).collect { keygen(dir.resolve("other$it")) })
        server.authorize(key)

        expect:
        server.login(credentials(agent: agent), named(key)) == 'in'
        credentials(agent: agent).methods(named(key)).size() == 5
        credentials(agent: agent).methods(server.destination(identities: [key], explicit: true, identitiesOnly: true)).size() == 1

        cleanup:
        agent?.close()
    }

    def "the only key signs at once; of two, the one that a host took signs at once on the next"() {
        given:
        def (wrong, right) = ['wrong', 'right'].collect { keygen(dir.resolve(it)) }
        server.authorize(right)
        def credentials = credentials()
        def before = server.probes()

        expect:
        server.login(credentials, named(right)) == 'in'
        server.probes() == before
        server.login(credentials, named(wrong, right)) == 'in'
        server.probes() == before + 1
        server.login(credentials, named(wrong, right)) == 'in'
        server.probes() == before + 1
    }

    def "a pass phrase is asked for once, however many hosts wait for it, and three times at most"() {
        given:
        def key = keygen(dir.resolve('key'), 'ed25519', 'right')
        def questions = Collections.synchronizedList([])
        def answers = ['wrong', 'wrong', 'right'].iterator()
        def asker = { questions << it; Optional.of(Secret.of(answers.next())) } as Asker
        def credentials = credentials(asker: asker)

        expect:
        Executors.newVirtualThreadPerTaskExecutor().withCloseable { threads ->
            (1..20).collect { threads.submit({ credentials.methods(named(key)).size() } as Callable) }*.get()
        } == [1] * 20
        questions == ["Pass phrase for $key:".toString()] * 3
    }

    def "a #kind as the named key is a mistake that is found before anything runs"() {
        given:
        def file = make(dir)
        def asker = { asks ? Optional.of(Secret.of('wrong')) : Optional.empty() } as Asker

        when:
        credentials(passphrase: passphrase, asker: asker).prepare([file], [])

        then:
        def e = thrown(SetupException)
        e.message == "key file $file" + says.replace('@', "$file")

        when: 'it was not found out before'
        credentials(passphrase: passphrase, asker: asker).methods(named(file))

        then:
        def later = thrown(TransportException)
        later.failure().message() == "web3:$server.port: key file $file" + says.replace('@', "$file")

        where:
        kind                           | passphrase | asks  | make                                                        || says
        'file that is not there'       | null       | false | { it.resolve('key') }                                       || ': no such file or directory'
        'directory'                    | null       | false | { it }                                                      || ': not a private key'
        'text'                         | null       | false | { Files.writeString(it.resolve('key'), 'text') }            || ': not a private key'
        'empty file'                   | null       | false | { Files.writeString(it.resolve('key'), '') }                || ': not a private key'
        'public key'                   | null       | false | { keygen(it.resolve('key')); it.resolve('key.pub') }        || ' is a public key; the private one is named without .pub'
        'PuTTY key'                    | null       | false | { Files.writeString(it.resolve('key'), 'PuTTY-User-Key-File-3: ssh-ed25519\n') } || ': a PuTTY key; convert it with puttygen @ -O private-openssh -o NEWFILE'
        'cut-off key'                  | null       | false | { cut(keygen(it.resolve('key'))) }                          || ': damaged, or of a kind that is not read here'
        'key with a wrong pass phrase' | 'wrong'    | false | { keygen(it.resolve('key'), 'ed25519', 'right') }           || ': wrong pass phrase (SHOAL_PASSPHRASE)'
        'PEM with a wrong pass phrase' | 'wrong'    | false | { keygen(it.resolve('key'), 'rsa', 'right', ['-m', 'PEM']) } || ': wrong pass phrase (SHOAL_PASSPHRASE)'
        'PKCS8 with a wrong one'       | 'wrong'    | false | { keygen(it.resolve('key'), 'rsa', 'right', ['-m', 'PKCS8']) } || ': wrong pass phrase (SHOAL_PASSPHRASE)'
        'key without a pass phrase'    | null       | false | { keygen(it.resolve('key'), 'ed25519', 'right') }           || ': is encrypted; run it on a terminal, or set SHOAL_PASSPHRASE'
        'key with wrong answers'       | null       | true  | { keygen(it.resolve('key'), 'ed25519', 'right') }           || ': wrong pass phrase, 3 times'
    }

    static Path cut(Path key) {
        def lines = Files.readAllLines(key)
        Files.write(key, lines[0..1] + lines[-1])
    }

    def "a mistake that was put right is forgotten by the next run"() {
        given:
        def key = keygen(dir.resolve('key'), 'ed25519', 'right')
        def answers = [null, 'right'].iterator()
        def credentials = credentials(asker: { Optional.ofNullable(answers.next()).map { Secret.of(it) } } as Asker)

        when:
        credentials.prepare([key], [])

        then:
        thrown(SetupException)

        when:
        credentials.prepare([key], [])

        then:
        noExceptionThrown()
    }

    def "default keys are offered where they open by themselves; the others are left out with a line in the log"() {
        given:
        def open = keygen(dir.resolve('id_ed25519'))
        def locked = keygen(dir.resolve('id_rsa'), 'rsa', 'secret')
        server.authorize(open)
        def log = new LogLines()
        def credentials = credentials()
        def host = server.destination(identities: [locked, open])

        expect:
        server.login(credentials, host) == 'in'
        credentials.methods(host).size() == 1
        log.lines == ["INFO KeyRing: key file $locked: not offered: encrypted, and neither SHOAL_PASSPHRASE nor the agent opens it".toString()]

        cleanup:
        log?.close()
    }

    def "an encrypted default key is asked for only where there is nothing else to log in with"() {
        given:
        def locked = keygen(dir.resolve('id_rsa'), 'rsa', 'secret')
        def open = keygen(dir.resolve('id_ed25519'))
        def asked = new AtomicInteger()
        def asker = { asked.incrementAndGet(); Optional.of(Secret.of('secret')) } as Asker

        when:
        credentials(asker: asker).prepare([], [locked, open])
        credentials(asker: asker).prepare([open], [locked])
        credentials(asker: asker, password: 'x').prepare([], [locked])

        then:
        asked.get() == 0

        when:
        credentials(asker: asker).prepare([], [locked])

        then:
        asked.get() == 1
    }

    def "a key file that others may read is used, with one warning before the run: #kind"() {
        given:
        def key = keygen(dir.resolve('key'))
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString('rw-r--r--'))
        def log = new LogLines()

        def told = []
        def held = credentials(warn: { told << it })

        when:
        2.times { held.prepare(kind == 'named' ? [key] : [], kind == 'default' ? [key] : []) }

        then:
        told == ["key file $key: others may read it (rw-r--r--); chmod 600 $key".toString()]
        log.lines == ["WARN CachedKey: key file $key: others may read it (rw-r--r--); chmod 600 $key".toString()]

        cleanup:
        log?.close()

        where:
        kind << ['named', 'default']
    }

    def "without key and password the message has the remedy"() {
        when:
        credentials().methods(server.destination())

        then:
        def e = thrown(TransportException)
        e.failure().message() == "web3:$server.port: nothing to log in with as $server.user: no key that can be opened, no key in an " +
                'agent, no password. Name a key with -i, add one to ssh-agent, or set SHOAL_PASSPHRASE or SHOAL_PASSWORD'
    }

    def "an agent that #what is passed over with a warning"() {
        given:
        def key = keygen(dir.resolve('key'))
        server.authorize(key)
        def log = new LogLines()

        expect:
        server.login(credentials(agent: [socket: make(dir)]), named(key)) == 'in'
        log.lines.size() == 1
        log.lines[0].startsWith("WARN SshAgent: ssh-agent at ${make(dir)}: $says")

        cleanup:
        log?.close()

        where:
        what             | make                                                       || says
        'is not there'   | { it.resolve('agent') }                                    || 'no such file or directory'
        'is not a socket'| { Files.writeString(it.resolve('agent'), 'x') }            || 'connection refused'
        'has a long path'| { it.resolve('a' * 200) }                                  || 'unix domain path too long'
    }
}
