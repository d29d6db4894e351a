package dev.shoal.ssh.hostkey

import dev.shoal.ssh.LogLines
import dev.shoal.ssh.Tools
import dev.shoal.ssh.key.BouncyCastle
import static dev.shoal.ssh.Tools.destination
import static dev.shoal.ssh.Tools.fingerprint
import static dev.shoal.ssh.Tools.keygen
import static dev.shoal.ssh.Tools.publicHalf
import static dev.shoal.ssh.Tools.run

import dev.shoal.transport.Failure
import dev.shoal.transport.Phase
import dev.shoal.ssh.reach.SshOptions.HostKeyMode
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.security.PublicKey
import net.schmizz.sshj.common.Buffer
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

@Requires(value = { Tools.areInstalled() }, reason = Tools.REASON)
class KnownHostsSpec extends Specification {
    @Shared @TempDir Path keys
    @TempDir Path dir
    @Shared Path first
    @Shared Path second
    @Shared Path rsa

    def setupSpec() {
        first = keygen(keys.resolve('first'))
        second = keygen(keys.resolve('second'))
        rsa = keygen(keys.resolve('rsa'), 'rsa')
    }

    static PublicKey publicKey(Path file) {
        BouncyCastle.need()
        new Buffer.PlainBuffer(Base64.decoder.decode(Files.readString(file).split(' ')[1])).readPublicKey()
    }

    static PublicKey shown(Path key) {
        publicKey(Path.of("${key}.pub"))
    }

    static KnownHosts policy(HostKeyMode mode = HostKeyMode.ACCEPT_NEW, List<String> told = []) {
        new KnownHosts(mode, { false }, { told << it })
    }

    Path file(String... lines) {
        def file = dir.resolve('known_hosts')
        Files.writeString(file, lines.collect { "$it\n" }.join())
        file
    }

    def "a key is accepted from '#address' port #port by the line '#names': #accepted"() {
        given:
        def file = file("$names ${publicHalf(first)} a comment")

        expect:
        policy(HostKeyMode.STRICT).check(destination(address: address, port: port, knownHosts: [file]), shown(first)).empty == accepted

        where:
        names                               | address            | port || accepted
        'web3'                              | 'web3'             | 22   || true
        'web3'                              | 'WEB3'             | 22   || true
        'WEB3'                              | 'web3'             | 22   || true
        'web3,10.0.0.3'                     | '10.0.0.3'         | 22   || true
        'web3'                              | 'web33'            | 22   || false
        '[web3]:2222'                       | 'web3'             | 2222 || true
        '[web3]:2222'                       | 'web3'             | 22   || false
        '[web3]:2222'                       | 'web3'             | 2223 || false
        'web3'                              | 'web3'             | 2222 || true
        '*.example.com'                     | 'web3.example.com' | 22   || true
        '*.example.com'                     | 'example.com'      | 22   || false
        '*.example.com,!web3.example.com'   | 'web3.example.com' | 22   || false
        '*.example.com,!web3.example.com'   | 'web4.example.com' | 22   || true
        '!web3.example.com'                 | 'web4.example.com' | 22   || false
        'web?'                              | 'web3'             | 22   || true
        'web?'                              | 'web'              | 22   || false
        '[*]:2222'                          | 'web3'             | 2222 || true
        '[web*.example.com]:2222'           | 'web3.example.com' | 2222 || true
        '2001:db8::1'                       | '2001:db8::1'      | 22   || true
        '*a*a*a*a*a*b'                      | 'a' * 60           | 22   || false
    }

    def "a host seen for the first time is written down, and is known from then on"() {
        given:
        def file = dir.resolve('.ssh/known_hosts')
        def web3 = destination(knownHosts: [file])
        def web4 = destination(name: 'web4', address: '10.0.0.4', port: 2222, knownHosts: [file])

        expect:
        policy().check(web3, shown(first)).empty
        policy().check(web4, shown(second)).empty
        Files.readString(file) == "10.0.0.3 ${publicHalf(first)}\n[10.0.0.4]:2222 ${publicHalf(second)}\n"
        PosixFilePermissions.toString(Files.getPosixFilePermissions(file)) == 'rw-------'
        PosixFilePermissions.toString(Files.getPosixFilePermissions(file.parent)) == 'rwx------'

        and:
        policy(HostKeyMode.STRICT).check(web3, shown(first)).empty
        policy(HostKeyMode.STRICT).check(web4, shown(second)).empty
        policy().knownTypes(web3) == ['ssh-ed25519']
    }

    def "a last line without a newline stays whole when another is added"() {
        given:
        def file = file()
        Files.writeString(file, "web9 ${publicHalf(first)}")

        expect:
        policy().check(destination(knownHosts: [file]), shown(first)).empty
        Files.readString(file) == "web9 ${publicHalf(first)}\n10.0.0.3 ${publicHalf(first)}\n"
    }

    def "a changed key is refused with the whole story, also in a policy that has just added the host"() {
        given:
        def file = dir.resolve('known_hosts')
        def web3 = destination(port: 2222, knownHosts: [file])
        def policy = policy()
        policy.check(web3, shown(first))

        when:
        def failure = policy.check(web3, shown(second)).get()

        then:
        failure == new Failure(Phase.HOSTKEY, Failure.Kind.HOSTKEY,
                "web3:2222: host key changed: it now shows ED25519 ${fingerprint(second)}, but for [10.0.0.3]:2222 " +
                        "$file:1 has ED25519 ${fingerprint(first)}",
                "If web3 was rebuilt or given new keys, run ssh-keygen -R '[10.0.0.3]:2222' -f $file and retry; " +
                        'otherwise do not connect')

        when: 'the operator does so, while the shell goes on'
        run('ssh-keygen', '-R', '[10.0.0.3]:2222', '-f', file)

        then:
        policy.check(web3, shown(second)).empty
        policy.check(web3, shown(first)).present
    }

    def "a changed key of a wildcard line names the line to remove"() {
        given:
        def file = file('# the rack', "10.0.0.* ${publicHalf(first)}")

        expect:
        policy().check(destination(knownHosts: [file]), shown(second)).get().message() ==
                "web3:22: host key changed: it now shows ED25519 ${fingerprint(second)}, but for 10.0.0.3 $file:2 has ED25519 " +
                "${fingerprint(first)}. If web3 was rebuilt or given new keys, remove line 2 of $file and retry; " +
                'otherwise do not connect'
    }

    def "a known host that shows a key of a new type is refused, not taken for a new host"() {
        given:
        def file = file("10.0.0.3 ${publicHalf(rsa)}")
        def web3 = destination(knownHosts: [file])

        expect:
        policy().knownTypes(web3) == ['ssh-rsa']
        policy().check(web3, shown(first)).get().message() ==
                "web3:22: host key of a type that was not seen before: it now shows ED25519 ${fingerprint(first)}, but for 10.0.0.3 " +
                "$file:1 has RSA ${fingerprint(rsa)}. If web3 was rebuilt or given new keys, run ssh-keygen -R '10.0.0.3' " +
                "-f $file and retry; otherwise do not connect"
    }

    def "in strict mode, and where -F is strict of the host, an unknown host is refused"() {
        given:
        def file = file("10.0.0.9 ${publicHalf(first)}")
        def web3 = destination(knownHosts: [file])

        expect:
        [policy(HostKeyMode.STRICT), new KnownHosts(HostKeyMode.ACCEPT_NEW, { true }, {})].every {
            it.check(web3, shown(first)).get().message() ==
                    "web3:22: host key not known: it shows ED25519 ${fingerprint(first)}, and $file knows no key of 10.0.0.3. " +
                    "Compare the fingerprint with the host's own (ssh-keygen -lf on its .pub file), then add the key to $file, " +
                    'or connect with host-keys: accept-new'
        }
        Files.readString(file) == "10.0.0.9 ${publicHalf(first)}\n"
    }

    def "with host keys off nothing is checked and nothing written"() {
        given:
        def file = file("10.0.0.3 ${publicHalf(first)}")

        expect:
        policy(HostKeyMode.OFF).check(destination(knownHosts: [file]), shown(second)).empty
        Files.readString(file) == "10.0.0.3 ${publicHalf(first)}\n"
    }

    def "a revoked key is refused, even where another line knows it"() {
        given:
        def file = file("10.0.0.3 ${publicHalf(first)}", "@revoked * ${publicHalf(first)}")

        expect:
        policy().check(destination(knownHosts: [file]), shown(first)).get().message() ==
                "web3:22: host key revoked: it shows ED25519 ${fingerprint(first)}, which $file:2 marks @revoked. " +
                'Do not connect; give the host a new key'
    }

    def "hashed names are found, and a changed key of one is explained as any other"() {
        given:
        def file = file("10.0.0.3 ${publicHalf(first)}", "[10.0.0.3]:2222 ${publicHalf(rsa)}", "10.0.0.4 ${publicHalf(second)}")
        run('ssh-keygen', '-H', '-f', file)
        def policy = policy()
        def web3 = destination(knownHosts: [file])

        expect:
        !Files.readString(file).contains('10.0.0.3')
        policy.check(web3, shown(first)).empty
        policy.check(destination(port: 2222, knownHosts: [file]), shown(rsa)).empty
        policy.check(destination(address: '10.0.0.4', knownHosts: [file]), shown(second)).empty
        policy.check(web3, shown(second)).get().problem() ==
                "web3:22: host key changed: it now shows ED25519 ${fingerprint(second)}, but for 10.0.0.3 $file:1 has ED25519 " +
                fingerprint(first)

        when:
        run('ssh-keygen', '-R', '10.0.0.3', '-f', file)

        then:
        policy.check(web3, shown(second)).empty
    }

    def "damaged lines are skipped, each with a warning that names it, and the others count"() {
        given:
        def file = file('web9', '@nonsense web9 ssh-ed25519 AAAA', 'web9 ssh-ed25519 not-base64', '|1|x|y ssh-ed25519 AAAA',
                "web9 ssh-rsa ${publicHalf(first).split(' ')[1]}", '', '# a comment', "10.0.0.3 ${publicHalf(first)}")
        def log = new LogLines()

        when:
        def refused = policy(HostKeyMode.STRICT).check(destination(knownHosts: [file]), shown(first))

        then:
        refused.empty
        log.lines == [
                "WARN KnownHostsFile: $file:1: this line was skipped: it has fewer than the three words names, type and key",
                "WARN KnownHostsFile: $file:2: this line was skipped: its marker is neither @cert-authority nor @revoked",
                "WARN KnownHostsFile: $file:3: this line was skipped: its third word is not a key of the type that it names",
                "WARN KnownHostsFile: $file:4: this line was skipped: its hashed name is broken",
                "WARN KnownHostsFile: $file:5: this line was skipped: its third word is not a key of the type that it names"]*.toString()

        cleanup:
        log?.close()
    }

    def "where the file cannot be written hosts are still reached, with one warning, and stay known meanwhile"() {
        given:
        def blocked = Files.writeString(dir.resolve('file'), '').resolve('known_hosts')
        def log = new LogLines()
        def told = []
        def policy = policy(HostKeyMode.ACCEPT_NEW, told)
        def hosts = (1..3).collect { destination(name: "web$it", address: "10.0.0.$it", knownHosts: [blocked]) }

        expect:
        hosts.every { policy.check(it, shown(first)).empty }
        told == ["$blocked cannot be written (not a directory): new host keys are accepted, and forgotten after this run"]*.toString()
        log.lines.findAll { it.startsWith('WARN') } == told.collect { 'WARN KnownHosts: ' + it }
        policy.check(hosts[0], shown(second)).get().message() ==
                "web1:22: host key changed: it now shows ED25519 ${fingerprint(second)}, but for 10.0.0.1 this run has ED25519 " +
                "${fingerprint(first)}. If web1 was rebuilt or given new keys, start Shoal again and retry; otherwise do not connect"

        cleanup:
        log?.close()
    }

    def "/dev/null as the file knows no host and keeps nothing, without a message"() {
        given:
        def log = new LogLines()
        def web3 = destination(knownHosts: [Path.of('/dev/null')])

        expect:
        policy().check(web3, shown(first)).empty
        policy().check(web3, shown(second)).empty
        log.lines.every { it.startsWith('INFO') }

        cleanup:
        log?.close()
    }

    def "a file that exists and cannot be read accepts no host"() {
        expect:
        policy().check(destination(knownHosts: [dir]), shown(first)).get().message() ==
                "web3:22: host key cannot be checked: $dir: is a directory. Make the file readable, or name another one with --known-hosts"
    }
}
